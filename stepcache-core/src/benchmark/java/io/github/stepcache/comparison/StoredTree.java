package io.github.stepcache.comparison;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.comparison.Rival.Measurement;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Our side: a step whose output is a tree that lies ready, so that its work is to move it in, and a store that keeps it. */
final class StoredTree implements Closeable {

    private final Path source;
    private final Path base;
    private final Aside aside;
    private final Path outputs;
    private final Path tree;
    /** The tree, before the step has run. */
    private final Path ready;

    private final Path storeDirectory;
    private final OutputStore store;
    private final StepCache storing;
    private final StepCache plain;

    /**
     * Plan it.
     *
     * @param source the tree, which is copied
     * @param base a directory for everything
     * @param aside where trees go that are in the way
     */
    StoredTree(Path source, Path base, Aside aside) {
        this.source = source;
        this.base = base;
        this.aside = aside;
        this.outputs = base.resolve("out");
        this.tree = outputs.resolve("tree");
        this.ready = base.resolve("ready");
        this.storeDirectory = base.resolve("store");
        this.store = OutputStore.in(storeDirectory).maxSize(Long.MAX_VALUE).build();
        this.storing = StepCache.builder().baseDir(base).store(store).build();
        this.plain = StepCache.builder().baseDir(base).build();
    }

    /** A run with an empty store, without what it takes with none. */
    Rival keeping() {
        return Rival.of("StepCache", () -> {
            keep(storing);
            double with = keep(storing);
            String result = Summary.of(FileHashes.ofDirectory(storeDirectory.resolve("cas")));
            double without = keep(plain);
            return new Measurement(with - without, result);
        });
    }

    /** A call whose outputs are gone, with their directory. */
    Rival restoring() {
        return Rival.of("StepCache", () -> {
            if (!Files.exists(storeDirectory)) {
                keep(storing);
            }
            restore();
            double seconds = restore();
            return new Measurement(seconds, Summary.of(FileHashes.ofDirectory(tree)));
        });
    }

    /** Ask how many bytes the store takes, after runs that each changed some files. */
    long bytesAfter(int runs, Change change) throws IOException, InterruptedException {
        for (int run = 0; run <= runs; run++) {
            makeReady();
            for (int turn = 1; turn <= run; turn++) {
                change.apply(ready, turn);
            }
            run(storing, step(run));
        }
        return Disk.used(storeDirectory);
    }

    /** Changes some files of a tree. */
    interface Change {
        void apply(Path tree, int turn) throws IOException;
    }

    /** Outputs that lie there before a step runs, which does not write them, are not kept. */
    private void makeReady() throws IOException, InterruptedException {
        aside.take(tree);
        Disk.copy(source, ready);
    }

    private double keep(StepCache cache) throws IOException, InterruptedException {
        cache.forget(step(0));
        aside.take(storeDirectory);
        makeReady();
        Disk.settle(base);
        return run(cache, step(0));
    }

    private double run(StepCache cache, StepSpec step) throws IOException {
        long start = System.nanoTime();
        StepResult<@Nullable Void> result = cache.run(step, () -> {
            Files.move(ready, tree);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!result.executed() || !result.remembered()) {
            throw new IOException("The step was not run, or not remembered: "
                    + result.decision().describe());
        }
        return seconds;
    }

    private double restore() throws IOException, InterruptedException {
        aside.take(outputs);
        Disk.settle(base);
        long start = System.nanoTime();
        StepResult<@Nullable Void> result = storing.run(step(0), () -> {
            Files.createFile(tree); // which is not the tree
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!(result.decision() instanceof Decision.Restored)) {
            throw new IOException(
                    "The tree was not restored: " + result.decision().describe());
        }
        return seconds;
    }

    /** Without required outputs other than the tree, and nothing that it depends on but a number. */
    private static StepSpec step(int run) {
        return StepSpec.named("tree")
                .parameter("run", Integer.toString(run))
                .outputDir(Path.of("out"))
                .requiredOutputs("tree")
                .build();
    }

    @Override
    public void close() {
        store.close();
    }
}
