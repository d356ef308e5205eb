package io.github.stepcache.fingerprint;

import io.github.stepcache.step.Glob;
import io.github.stepcache.step.KeyPatterns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Collects the input files of one step, each once, and what stands in the way of finding them all. */
final class InputSelection {

    private final Keys keys;
    private final InputFilter filter;
    private final KeyPatterns excludes;
    private final OwnFiles own;
    private final FileCollector files;
    private final InputDirectories directories;
    private final Map<String, List<FileStamp>> links = new HashMap<>();
    private final Set<InputProblem> problems = new LinkedHashSet<>();
    private boolean matched;
    private boolean loopFound;
    private boolean plain = true;

    InputSelection(Keys keys, InputFilter filter, KeyPatterns excludes, OwnFiles own, FileCollector files) {
        this.keys = keys;
        this.filter = filter;
        this.excludes = excludes;
        this.own = own;
        this.files = files;
        this.directories = new InputDirectories(keys, own);
    }

    /** The directories in which was searched, and those and the links that lead there. */
    InputDirectories directories() {
        return directories;
    }

    /** The stamps of the links that are inputs, by key. */
    Map<String, List<FileStamp>> links() {
        return links;
    }

    Set<InputProblem> problems() {
        return problems;
    }

    /** Tell whether each key leads from the base directory to its file, and no link was met on any way from there. */
    boolean isPlain() {
        return plain;
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
        plain &= keys.base().resolve(rootKey).equals(root);
        directories.addWayTo(root);
        files.begin();
        TreeWalk.walk(root, entry -> {
            plain &= !entry.link();
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
        if (entry.link()) {
            directories.addWayTo(entry.path());
        }
        switch (entry.kind()) {
            case FILE -> {
                matched = true;
                files.add(key, entry);
                if (entry.link()) {
                    links.put(key, entry.stamps().subList(1, 2));
                }
            }
            case LOOP -> {
                loopFound = true;
                unreadable(key, entry.problem());
            }
            case DANGLING, UNREADABLE -> unreadable(key, entry.problem());
            case DIRECTORY -> directories.add(key, entry);
            case SPECIAL -> plain = false; // a file that is mounted over it would not show in its directory
        }
        // The run is not remembered once a loop was found: links that cross each other need not be followed to the end.
        return !(entry.link() && loopFound);
    }
}
