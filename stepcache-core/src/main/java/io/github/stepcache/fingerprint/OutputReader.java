package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import java.util.stream.Stream;

/**
 * Reads the required outputs of steps from disk (contract 5). It never throws for what it finds there. Safe for use by
 * many threads.
 */
public final class OutputReader {

    private final Path baseDir;
    private final KnownFiles known;
    private final HashThreads threads;
    private final ReadWatch watch;

    /**
     * Make a reader.
     *
     * @param baseDir up to where the directories above outputs are listed
     * @param known the files that need not be read
     * @param threads what reads and hashes the others
     */
    public OutputReader(Path baseDir, KnownFiles known, HashThreads threads) {
        this(baseDir, known, threads, ReadWatch.NONE);
    }

    private OutputReader(Path baseDir, KnownFiles known, HashThreads threads, ReadWatch watch) {
        this.baseDir = baseDir;
        this.known = known;
        this.threads = threads;
        this.watch = watch;
    }

    /**
     * Read the same, and tell somebody how far that has come.
     *
     * @param teller told what is found and read
     * @return a reader that shares all it knows with this one
     */
    public OutputReader watchedBy(ReadWatch teller) {
        return new OutputReader(baseDir, known, threads, teller);
    }

    /**
     * Look whether the required outputs of a step are there, and hash them.
     *
     * @param own the files of the step
     * @return what they are now
     */
    public OutputState readContents(OwnFiles own) {
        return readContents(own, known, FileStamps.SLOW_PACE);
    }

    /**
     * Look whether the required outputs of a step are there, and hash them, right after the step has written them.
     *
     * @param own the files of the step, looked up after the run
     * @return what they are now, and stay unless somebody else writes to them
     */
    public OutputState readContentsAfterRun(OwnFiles own) {
        return readContents(own, known, 0);
    }

    /**
     * Look whether the required outputs of a step are there, and hash those that an index does not prove to be as they
     * were.
     *
     * @param own the files of the step
     * @param index the index of the step
     * @return what they are now
     */
    public OutputState readContents(OwnFiles own, FingerprintIndex index) {
        return readContents(own, KnownHashes.of(index.outputs()).or(known), FileStamps.SLOW_PACE);
    }

    /**
     * Tell when the files among the required outputs were last changed, unless they are small.
     *
     * @param own the files of the step
     * @param fromBytes how large they must be, all together
     * @return the times, in no particular order; none where the files are smaller
     */
    public Stream<Instant> changeTimes(OwnFiles own, long fromBytes) {
        List<FileStamp> stamps = select(own).entries().values().stream()
                .filter(entry -> entry.kind() == Kind.FILE)
                .map(entry -> entry.stamps().get(0))
                .toList();
        long size = stamps.stream().mapToLong(FileStamp::size).sum();
        return size < fromBytes ? Stream.empty() : stamps.stream().map(FileStamp::lastChange);
    }

    private OutputState readContents(OwnFiles own, KnownHashes hashes, long pace) {
        watch.outputsBegin();
        long observed = FileStamps.now();
        OutputSelection selection = select(own);
        Map<String, String> unreadable = new HashMap<>(selection.unreadable());
        ReadFiles files = readFiles(selection, hashes, observed, pace, unreadable);
        known.learn(files.hashes());
        SortedMap<String, String> contents = new TreeMap<>();
        selection.entries().forEach((key, entry) -> {
            try {
                Optional<String> content = content(key, entry, files.hashes());
                content.ifPresent(text -> contents.put(key, entry.link() ? "link:" + text : text));
            } catch (IOException e) {
                unreadable.put(key, Problems.inWords(e));
            }
        });
        return new OutputState(isThere(selection), Optional.of(contents), selection.unmatched(), unreadable, files);
    }

    private ReadFiles readFiles(
            OutputSelection selection, KnownHashes hashes, long observed, long pace, Map<String, String> unreadable) {
        try (FileCollector files = new FileCollector(hashes, known.devices(), observed, pace, threads, watch)) {
            selection.entries().forEach((key, entry) -> {
                if (entry.kind() == Kind.FILE) {
                    files.add(key, entry);
                }
            });
            return files.finish(unreadable::put);
        }
    }

    /**
     * Look whether the required outputs of a step are there, and no more: the reference's rule.
     *
     * @param own the files of the step
     * @return what they are now
     */
    public OutputState readExistence(OwnFiles own) {
        OutputSelection selection = select(own);
        return new OutputState(isThere(selection), Optional.empty(), selection.unmatched(), selection.unreadable());
    }

    /**
     * List the required outputs of a step, and the directories in which they lie: all that a run can have created, up to
     * the base directory and at least to the one that holds the output directory; where links lead elsewhere, also there.
     *
     * @param own the files of the step
     * @return files first, then directories, each after what is in it
     */
    public List<Path> list(OwnFiles own) {
        OutputSelection selection = select(own);
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

    private static OutputSelection select(OwnFiles own) {
        OutputSelection selection = new OutputSelection(own.outputDir());
        own.outputs().forEach(selection::add);
        return selection;
    }

    private static boolean isThere(OutputSelection selection) {
        return Files.isDirectory(selection.outputDir());
    }

    /** Say what an entry is; nothing, where it is a file that could not be read. */
    private static Optional<String> content(String key, TreeEntry entry, ContentHashes files) throws IOException {
        return switch (entry.kind()) {
            case FILE -> Optional.ofNullable(files.get(key));
            case DIRECTORY -> Optional.of("directory");
            case DANGLING -> Optional.of("nothing at " + Files.readSymbolicLink(entry.path()));
            case LOOP -> Optional.of("loop to " + Files.readSymbolicLink(entry.path()));
            case SPECIAL, UNREADABLE -> Optional.of("special");
        };
    }
}
