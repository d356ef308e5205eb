package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the required outputs of steps from disk (contract 5). It never throws for what it finds there. Safe for use by
 * many threads.
 */
public final class OutputReader {

    private final Path baseDir;

    /**
     * Make a reader.
     *
     * @param baseDir what relative output directories are relative to
     */
    public OutputReader(Path baseDir) {
        this.baseDir = baseDir;
    }

    /**
     * Look whether the required outputs of a step are there, and hash them.
     *
     * @param spec the step
     * @return what they are now
     */
    public OutputState readContents(StepSpec spec) {
        OutputSelection selection = select(spec);
        SortedMap<String, String> contents = new TreeMap<>();
        Map<String, String> unreadable = new HashMap<>(selection.unreadable());
        selection.entries().forEach((key, entry) -> {
            try {
                contents.put(key, content(entry));
            } catch (IOException e) {
                unreadable.put(key, Problems.inWords(e));
            }
        });
        return new OutputState(isThere(selection), Optional.of(contents), selection.unmatched(), unreadable);
    }

    /**
     * Look whether the required outputs of a step are there, and no more: the reference's rule.
     *
     * @param spec the step
     * @return what they are now
     */
    public OutputState readExistence(StepSpec spec) {
        OutputSelection selection = select(spec);
        return new OutputState(isThere(selection), Optional.empty(), selection.unmatched(), selection.unreadable());
    }

    /**
     * List the required outputs of a step, and the directories in which they lie: all that a run can have created, up to
     * the base directory and at least to the one that holds the output directory; where links lead elsewhere, also there.
     *
     * @param spec the step
     * @return files first, then directories, each after what is in it
     */
    public List<Path> list(StepSpec spec) {
        OutputSelection selection = select(spec);
        List<Path> files = new ArrayList<>();
        Set<Path> directories = new LinkedHashSet<>();
        for (TreeEntry entry : selection.entries().values()) {
            if (entry.kind() == Kind.FILE) {
                files.add(entry.path());
            }
            Path lowest = entry.kind() == Kind.DIRECTORY ? entry.path() : parent(entry.path());
            addUpwards(lowest, parent(selection.outputDir()), directories);
            Path place = parent(entry.link() ? RealPath.of(entry.path()) : entry.realPath());
            addUpwards(place, place, directories);
        }
        directories.stream()
                .map(RealPath::of)
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                .forEach(files::add);
        return files;
    }

    /** Add a directory and those above it, up to the base directory, or at least to a given one. */
    private void addUpwards(Path lowest, Path top, Set<Path> directories) {
        Path up = lowest;
        while (up != null && (up.startsWith(top) || up.startsWith(baseDir)) && directories.add(up)) {
            up = up.getParent();
        }
    }

    /** What a path lies in; a root lies in itself. */
    private static Path parent(Path path) {
        return Objects.requireNonNullElse(path.getParent(), path);
    }

    private OutputSelection select(StepSpec spec) {
        OutputSelection selection = new OutputSelection(RealPath.exact(baseDir.resolve(spec.outputDir())));
        KeyPatterns.requiredOutputs(spec.requiredOutputs(), baseDir.getFileSystem())
                .patterns()
                .forEach(selection::add);
        return selection;
    }

    private static boolean isThere(OutputSelection selection) {
        return Files.isDirectory(selection.outputDir());
    }

    private static String content(TreeEntry entry) throws IOException {
        String content = switch (entry.kind()) {
            case FILE -> FileHashes.ofFile(entry.path());
            case DIRECTORY -> "directory";
            case DANGLING -> "nothing at " + Files.readSymbolicLink(entry.path());
            case LOOP -> "loop to " + Files.readSymbolicLink(entry.path());
            case SPECIAL, UNREADABLE -> "special";
        };
        return entry.link() ? "link:" + content : content;
    }
}
