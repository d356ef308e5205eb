package io.github.stepcache;

import io.github.stepcache.decision.StepState;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.fingerprint.RealPath;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.OutputStore.NotKept;
import io.github.stepcache.store.StoreEntry;
import io.github.stepcache.store.StoreKey;
import io.github.stepcache.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Has the store keep what a run has left and the manifest vouches for, so that it can be brought back. */
final class StepKeeping {

    private static final String DIRECTORY = "directory";
    private static final int HASH_LENGTH = 64;

    private final StepFiles files;
    private final StepState before;
    private final StepCacheSettings settings;
    private final StepReader reader;
    private final StepLock lock;
    private final CallEvents events;
    private OutputState there;

    StepKeeping(
            StepFiles files,
            StepState before,
            StepCacheSettings settings,
            StepReader reader,
            StepLock lock,
            CallEvents events) {
        this.files = files;
        this.before = before;
        this.settings = settings;
        this.reader = reader;
        this.lock = lock;
        this.events = events;
        this.there = before.outputs();
    }

    /**
     * Name what a run of a step leaves. A step without required outputs leaves nothing that anybody knows of; and where
     * inputs or code could not be read, nobody knows what the run depends on.
     *
     * @return the name; empty where nothing of the step is kept
     */
    static Optional<StoreKey> key(StepState state, Path baseDir) {
        StepSpec spec = state.spec();
        return state.inputs().problems().isEmpty() && !spec.requiredOutputs().isEmpty()
                ? StoreKey.of(spec, baseDir, state.inputs().hashes())
                : Optional.empty();
    }

    /**
     * Look at what is there before the run.
     *
     * @return when it was last changed; what the run writes has to have other times
     */
    Stream<Instant> begin() {
        if (settings.store().isEmpty() || before.spec().requiredOutputs().isEmpty()) {
            return Stream.empty();
        }
        there = reader.outputContents(before.spec()); // to ask the store may have taken long, or left something
        return there.changeTimes();
    }

    /** Keep it. Whatever stands against that is logged, and harms nobody. */
    void keep(Manifest complete, OutputState outputs) {
        Optional<OutputStore> store = settings.store();
        Optional<StoreKey> key = store.isPresent() ? key(before, settings.baseDir()) : Optional.empty();
        if (key.isEmpty()) {
            return;
        }
        Optional<String> problem;
        try {
            problem = keep(store.get(), key.get(), complete, outputs);
        } catch (IOException e) {
            problem = Optional.of(Problems.inWords(e));
        } catch (Throwable e) { // a lack of memory, say: the run is remembered all the same
            problem = Optional.of("an unexpected " + Failures.inWords(e));
        }
        problem.ifPresent(why -> events.warn("its outputs are not kept in the store: " + why));
    }

    /** The answer says what it is about these outputs that stands against it; a store that fails says so itself. */
    private Optional<String> keep(OutputStore store, StoreKey key, Manifest complete, OutputState outputs)
            throws IOException {
        if (lock.hasLostShare()) {
            return Optional.of("its lock across machines was lost while it ran");
        }
        if (complete.result().filter(PlacedCodec::isPlaced).isPresent()) {
            return Optional.of(
                    "the value that it returned names a path in the base directory, and would lead nowhere where"
                            + " that lies elsewhere. Let it return a relative path");
        }
        OutputState read = outputs.contents().isPresent() ? outputs : reader.outputContents(before.spec());
        if (!read.unmatched().isEmpty() || !read.unreadable().isEmpty()) {
            return Optional.of("not all of them could be read");
        }
        SortedSet<String> untouched = read.untouchedSince(there);
        if (!untouched.isEmpty()) {
            return Optional.of("output " + Quoted.of(untouched.first())
                    + " was there before it ran, which has not written it; where that file is not there yet, it may leave"
                    + " others. Let the step delete what earlier runs have left, or write all of it");
        }
        SortedMap<String, String> contents = read.contents().orElseThrow();
        Path outputDir = RealPath.of(settings.baseDir().resolve(before.spec().outputDir()));
        new Staging(files, outputDir).close(); // what a process left that died while it restored
        SortedMap<String, StoredFile> kept = new TreeMap<>();
        SortedSet<String> directories = new TreeSet<>();
        Set<Path> plain = new HashSet<>();
        for (Map.Entry<String, String> output : contents.entrySet()) {
            if (isBehindLink(outputDir.resolve(output.getKey()), outputDir, plain)) {
                return Optional.of("output " + Quoted.of(output.getKey()) + " lies behind a link");
            }
            if (output.getValue().equals(DIRECTORY)) {
                directories.add(output.getKey());
            } else if (output.getValue().length() == HASH_LENGTH) {
                kept.put(output.getKey(), file(outputDir.resolve(output.getKey()), output.getValue()));
            } else {
                return Optional.of("output " + Quoted.of(output.getKey()) + " is a link, or no file");
            }
        }
        StoreEntry entry = new StoreEntry(
                key,
                before.spec().name(),
                complete.completedAt(),
                complete.duration(),
                kept,
                directories,
                complete.result());
        return store.keep(entry, outputDir, events.storing())
                .filter(problem -> !problem.told())
                .map(NotKept::why);
    }

    /** What lies behind a link in the output directory would come back in a directory in its place. */
    private static boolean isBehindLink(Path output, Path outputDir, Set<Path> plain) {
        for (Path up = output.getParent(); up != null && !up.equals(outputDir) && plain.add(up); up = up.getParent()) {
            if (Files.isSymbolicLink(up)) {
                return true;
            }
        }
        return false;
    }

    private static StoredFile file(Path path, String hash) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Class<? extends BasicFileAttributes> known = posix ? PosixFileAttributes.class : BasicFileAttributes.class;
        BasicFileAttributes found = Files.readAttributes(path, known, LinkOption.NOFOLLOW_LINKS);
        boolean executable = found instanceof PosixFileAttributes attributes
                && attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        return new StoredFile(found.size(), hash, executable);
    }
}
