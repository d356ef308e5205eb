package io.github.stepcache.trust;

import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.FingerprintIndex;
import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.IndexFile;
import io.github.stepcache.fingerprint.IndexedStep;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Edits inputs behind the back of their index, so that their size and modification time are the old ones. */
final class IndexEditor implements AutoCloseable {

    private static final FileTime MODIFIED = FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z"));
    private static final String RESTORE = "touch -m -d 2001-02-03T04:05:06.789Z ";

    private final Hand hand;
    private final Path base;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Process shell;
    private final Writer orders;
    private final BufferedReader answers;

    private IndexEditor(Hand hand, Path base) throws IOException {
        this.hand = hand;
        this.base = base;
        String program = "while read -r order; do eval \"$order\" && echo done; done";
        this.shell = new ProcessBuilder("sh", "-c", program)
                .directory(base.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.orders = shell.outputWriter();
        this.answers = shell.inputReader();
    }

    static IndexEditor of(Hand hand, Path base) throws IOException {
        return new IndexEditor(hand, base);
    }

    /** Who does it. */
    enum Hand {
        THIS_THREAD,
        ANOTHER_THREAD,
        ANOTHER_PROCESS
    }

    /** What is done. */
    enum Edit {
        WRITTEN("printf X > in/a; " + RESTORE + "in/a") {
            @Override
            void perform(Path in) throws IOException {
                Files.writeString(in.resolve("a"), "X");
                Files.setLastModifiedTime(in.resolve("a"), MODIFIED);
            }
        },
        RENAMED_OVER("printf X > t; " + RESTORE + "t; mv t in/a") {
            @Override
            void perform(Path in) throws IOException {
                Path other = Files.writeString(in.resolveSibling("t"), "X");
                Files.setLastModifiedTime(other, MODIFIED);
                Files.move(other, in.resolve("a"), StandardCopyOption.ATOMIC_MOVE);
            }
        },
        ADDED("printf X > in/sub/new; " + RESTORE + "in/sub") {
            @Override
            void perform(Path in) throws IOException {
                Files.writeString(in.resolve("sub/new"), "X");
                Files.setLastModifiedTime(in.resolve("sub"), MODIFIED);
            }
        },
        REMOVED("rm in/b; " + RESTORE + "in") {
            @Override
            void perform(Path in) throws IOException {
                Files.delete(in.resolve("b"));
                Files.setLastModifiedTime(in, MODIFIED);
            }
        };

        private static final List<Edit> ALL = List.of(values());

        private final String script;

        Edit(String script) {
            this.script = script;
        }

        abstract void perform(Path in) throws IOException;

        static Edit any(Random random) {
            return ALL.get(random.nextInt(ALL.size()));
        }
    }

    void perform(Edit edit) throws Exception {
        Path in = base.resolve("in");
        switch (hand) {
            case THIS_THREAD -> edit.perform(in);
            case ANOTHER_THREAD ->
                thread.submit(() -> {
                            edit.perform(in);
                            return edit;
                        })
                        .get();
            case ANOTHER_PROCESS -> {
                orders.write(edit.script + "\n");
                orders.flush();
                if (!"done".equals(answers.readLine())) {
                    throw new IllegalStateException(edit + " failed");
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        orders.close();
        shell.destroy();
    }

    /** The inputs, and what is known of them. */
    static final class Tree {

        private final Path base;
        private final StepSpec spec = IndexedStep.declare("in").build();
        private final IndexFile index;

        /** Kept, as that of a process that checks again and again. */
        private final KnownFiles known = KnownFiles.byStamp();

        Tree(Path base) throws IOException {
            this.base = base;
            this.index = new IndexFile(new StepFiles(Files.createDirectories(base.resolve("out")), "s"));
            Files.createDirectories(base.resolve("in/sub"));
        }

        void write() throws IOException {
            Files.writeString(base.resolve("in/a"), "a");
            Files.writeString(base.resolve("in/b"), "b");
            Files.deleteIfExists(base.resolve("in/sub/new"));
            for (String path : List.of("in/a", "in/b", "in/sub", "in")) {
                Files.setLastModifiedTime(base.resolve(path), MODIFIED);
            }
        }

        void settle() {
            IndexedStep.settle(base.resolve("in"));
        }

        /** Change nothing but the times of one file or directory, all others being old. */
        void stir(Random random) throws IOException {
            settle();
            String stirred = List.of("in/a", "in", "in/sub").get(random.nextInt(3));
            Files.setLastModifiedTime(base.resolve(stirred), MODIFIED);
        }

        /** Write the index of what is there; the answer says whether it would be of any use. */
        boolean writeIndex() {
            OutputState outputs = new OutputState(true, Optional.empty(), List.of(), Map.of());
            Fingerprint inputs = reader(known).read(spec, own());
            Optional<FingerprintIndex> useful = FingerprintIndex.of(Instant.EPOCH, inputs, outputs);
            useful.ifPresentOrElse(index::write, index::remove);
            return useful.isPresent();
        }

        SortedMap<String, String> readByIndex() {
            InputReader reader = reader(known);
            return index.read()
                    .map(found -> reader.read(spec, own(), found))
                    .orElseGet(() -> reader.read(spec, own()))
                    .hashes();
        }

        SortedMap<String, String> readContent() {
            return reader(KnownFiles.none()).read(spec, own()).hashes();
        }

        private OwnFiles own() {
            return OwnFiles.of(spec, base);
        }

        private InputReader reader(KnownFiles files) {
            return new InputReader(
                    base, KeyPatterns.excludes(List.of(), base.getFileSystem()), files, HashThreads.ofAllProcessors());
        }
    }
}
