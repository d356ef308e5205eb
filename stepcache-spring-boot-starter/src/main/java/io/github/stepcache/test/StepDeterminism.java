package io.github.stepcache.test;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a step twice and compares all that it writes, byte by byte, naming the first difference. Skipping a step cannot be
 * told from running it only if it writes the same each time; and where it does not, whatever reads its outputs runs each time
 * as well.
 *
 * <p>The runs begin in different seconds, so that a time shows which is written to the second. What is the same all day, as a
 * date is, does not show; nor, within one process, the order of a {@code HashMap} of enum constants or of a {@code Set.of}:
 * that takes {@linkplain #checkAcrossProcesses two processes}. Hidden files of the cache are not compared.
 */
public final class StepDeterminism {

    private static final String HINT = "A step that writes something else each time cannot be skipped as if it had run."
            + " Look for times, random numbers, absolute paths, and the order of hash maps, directories and threads.";

    private StepDeterminism() {}

    /**
     * What is to write the same each time.
     *
     * @param <X> the checked exception that it throws
     */
    @FunctionalInterface
    public interface Work<X extends Exception> {

        /**
         * Do it.
         *
         * @param directory an empty directory; what is there afterwards counts
         * @throws X if it fails
         */
        void writeTo(Path directory) throws X;
    }

    /** Work that another process can do as well: a lambda that uses no variables but texts, numbers and the like. */
    @FunctionalInterface
    public interface PortableWork extends Work<Exception>, Serializable {}

    /**
     * Run some work twice, into two directories.
     *
     * @param work the work
     * @param <X> the checked exception that it throws
     * @throws AssertionError if the second run leaves something else than the first, or none leaves anything
     * @throws X if the work throws it
     */
    public static <X extends Exception> void check(Work<X> work) throws X {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path first = directory.make("first");
            Path second = directory.make("second");
            work.writeTo(first);
            awaitNextSecond();
            work.writeTo(second);
            compare("the step", first, second);
        }
    }

    /**
     * Run some work twice, into two directories, the second time in a process of its own, with the same class path and
     * working directory.
     *
     * @param work the work, which is serialised
     * @throws AssertionError if the second run leaves something else than the first or fails, or none leaves anything
     * @throws IllegalArgumentException if the work cannot be serialised
     * @throws Exception if the work throws it, the first time
     */
    public static void checkAcrossProcesses(PortableWork work) throws Exception {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path first = directory.make("first");
            Path second = directory.make("second");
            OtherProcess other = OtherProcess.of(work, directory.make("process"));
            work.writeTo(first);
            awaitNextSecond();
            other.run(second);
            compare("the step", first, second);
        }
    }

    /** What is called twice, over the same content of one directory. */
    @FunctionalInterface
    interface Call<X extends Exception> {
        void make() throws X;
    }

    /** Run a step twice over the same content of a directory. */
    static <X extends Exception> void checkInPlace(String step, Path directory, Call<X> call) throws X {
        try (TemporaryDirectory aside = new TemporaryDirectory()) {
            Path before = aside.make("before");
            Path first = aside.make("first");
            onDisk(() -> {
                FileTree.copy(directory, before);
                FileTree.makeOld(directory);
            });
            call.make();
            onDisk(() -> {
                requireNewFiles(step, directory, before);
                FileTree.copy(directory, first);
            });
            awaitNextSecond();
            onDisk(() -> {
                FileTree.clear(directory);
                FileTree.copy(before, directory);
                FileTree.makeOld(directory);
            });
            call.make();
            compare(step, first, directory);
        }
    }

    private static void requireNewFiles(String step, Path directory, Path before) throws IOException {
        if (!FileTree.hasNewFiles(directory, before)) {
            throw new AssertionError("Expecting " + step + " to write the same each time, but it writes nothing to "
                    + directory + ". Its code has to start its paths at stepcache.base-dir, and not at the working"
                    + " directory.");
        }
    }

    private static void compare(String step, Path first, Path second) {
        onDisk(() -> {
            if (FileTree.entries(first).isEmpty() && FileTree.entries(second).isEmpty()) {
                throw new AssertionError("Expecting " + step + " to write the same each time, but it writes nothing");
            }
            Optional<String> difference = TreeComparison.firstDifference(first, second);
            if (difference.isPresent()) {
                throw new AssertionError("Expecting " + step + " to write the same each time, but " + difference.get()
                        + System.lineSeparator() + HINT);
            }
        });
    }

    /** Do what is no part of the step, whose own exceptions are not touched. */
    private static void onDisk(Call<IOException> work) {
        try {
            work.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == second) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A directory for the time of a check. */
    private static final class TemporaryDirectory implements AutoCloseable {

        private final Path path;

        TemporaryDirectory() {
            try {
                this.path = Files.createTempDirectory("stepcache-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path make(String name) {
            try {
                return Files.createDirectory(path.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            onDisk(() -> FileTree.delete(path));
        }
    }
}
