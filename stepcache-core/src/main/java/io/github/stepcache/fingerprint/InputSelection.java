package io.github.stepcache.fingerprint;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Glob;
import io.github.stepcache.step.KeyPatterns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Collects the input files of one step, each once, and what stands in the way of finding them all. */
final class InputSelection {

    private final Keys keys;
    private final InputFilter filter;
    private final KeyPatterns excludes;
    private final OwnFiles own;
    private final SortedMap<String, TreeEntry> files = new TreeMap<>(CodePointOrder.INSTANCE);
    private final Map<String, TreeEntry> directories = new HashMap<>();
    private final Set<InputProblem> problems = new LinkedHashSet<>();
    private boolean matched;
    private boolean loopFound;

    InputSelection(Keys keys, InputFilter filter, KeyPatterns excludes, OwnFiles own) {
        this.keys = keys;
        this.filter = filter;
        this.excludes = excludes;
        this.own = own;
    }

    SortedMap<String, TreeEntry> files() {
        return files;
    }

    /**
     * Stamp the directories on the way to the files, by key with a slash behind it: one that is exchanged for another
     * and back changes, as does one in which a file comes and goes. Of a directory that the step itself writes to,
     * that says nothing, and only a link to it counts.
     */
    Map<String, List<FileStamp>> directoryStamps() {
        Map<String, List<FileStamp>> stamps = new HashMap<>();
        for (String key : files.keySet()) {
            for (String up = parent(key); directories.containsKey(up); up = parent(up)) {
                TreeEntry directory = Objects.requireNonNull(directories.get(up));
                List<FileStamp> all = directory.stamps();
                boolean written = own.areWrittenInto(RealPath.of(directory.path()));
                if (stamps.put(up + '/', written ? all.subList(1, all.size()) : all) != null || up.isEmpty()) {
                    break;
                }
            }
        }
        return stamps;
    }

    Set<InputProblem> problems() {
        return problems;
    }

    void begin() {
        matched = false;
    }

    /** Note that the declared input matched nothing, where neither a file nor a problem was found for it. */
    void end(String input) {
        if (!matched) {
            problems.add(new InputProblem.NoMatch(input));
        }
    }

    void unreadable(String key, String problem) {
        matched = true;
        problems.add(new InputProblem.Unreadable(key, problem));
    }

    /** Add a file, which is always in, or what counts of a directory. */
    void addTree(Path root) {
        walk(root, entry -> true);
    }

    /** Add the files that a glob matches, and what counts of the directories that it matches. */
    void addMatches(Path root, Glob glob) {
        GlobMatch match = new GlobMatch(glob);
        walk(root, entry -> match.of(entry) != GlobMatch.Answer.NO);
    }

    private void walk(Path root, Predicate<TreeEntry> wanted) {
        String rootKey = keys.of(root);
        TreeWalk.walk(root, entry -> {
            String key = Keys.join(rootKey, entry.key());
            return isAdmitted(entry, key) && wanted.test(entry) && take(entry, key);
        });
    }

    private boolean isAdmitted(TreeEntry entry, String key) {
        boolean literal = entry.key().isEmpty();
        return (literal || (filter.admits(entry) && !excludes.cover(key))) && !own.include(entry);
    }

    /** Take an entry in; the answer says whether to enter it. */
    private boolean take(TreeEntry entry, String key) {
        switch (entry.kind()) {
            case FILE -> {
                matched = true;
                files.putIfAbsent(key, entry);
            }
            case LOOP -> {
                loopFound = true;
                unreadable(key, entry.problem());
            }
            case DANGLING, UNREADABLE -> unreadable(key, entry.problem());
            case DIRECTORY -> directories.putIfAbsent(key, entry);
            case SPECIAL -> {}
        }
        // The run is not remembered once a loop was found: links that cross each other need not be followed to the end.
        return !(entry.link() && loopFound);
    }

    private static String parent(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }
}
