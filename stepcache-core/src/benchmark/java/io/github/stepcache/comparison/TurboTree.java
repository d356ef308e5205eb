package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.Measurement;
import io.github.stepcache.comparison.StoredTree.Change;
import io.github.stepcache.fingerprint.FileHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Turborepo, with a task whose output is a tree that lies there already, so that its work is none, and its local cache. */
final class TurboTree {

    private final Path source;
    private final Path root;
    private final Aside aside;
    private final Path tree;
    private final Path input;
    private final Path cache;
    private final Turborepo project;

    /**
     * Plan it.
     *
     * @param source the tree, which is copied
     * @param root a directory for the project
     * @param aside where trees go that are in the way
     */
    TurboTree(Path source, Path root, Aside aside) {
        this.source = source;
        this.root = root;
        this.aside = aside;
        this.project = new Turborepo(
                root, "{\"inputs\": [\"input.txt\"], \"outputs\": [\"outputs/**\"]}", "input.txt\noutputs");
        this.tree = project.files().resolve("outputs");
        this.input = project.files().resolve("input.txt");
        this.cache = root.resolve(".turbo/cache");
    }

    /** A run with an empty cache, without what it takes when it may not write to it. */
    Rival keeping() {
        return Rival.of("turbo, cache write", () -> {
            makeProject();
            Program with = project.run();
            Program without = project.run("--cache=local:r,remote:");
            keep(with);
            double seconds = keep(with);
            if (!Files.exists(cache)) {
                throw new IOException("turbo has no cache in " + cache);
            }
            return new Measurement(seconds - keep(without));
        });
    }

    /** A run whose outputs are gone, with their directory. */
    Rival restoring() {
        return Rival.of("turbo run, restoring", () -> {
            makeProject();
            Program run = project.run();
            run.run();
            aside.take(tree);
            if (!run.run().contains("FULL TURBO")) {
                throw new IOException("turbo did not restore the outputs of the task");
            }
            aside.take(tree);
            Disk.settle(root);
            double seconds = run.once();
            return new Measurement(seconds, Summary.of(FileHashes.ofDirectory(tree)));
        });
    }

    /** Ask how many bytes the cache takes, after runs that each changed some files. */
    long bytesAfter(int runs, Change change) throws IOException, InterruptedException {
        makeProject();
        Program run = project.run();
        for (int turn = 0; turn <= runs; turn++) {
            if (turn > 0) {
                change.apply(tree, turn);
            }
            Files.writeString(input, "run " + turn);
            if (!run.run().contains("cache miss")) {
                throw new IOException("turbo did not run the task");
            }
        }
        return Disk.used(cache);
    }

    private void makeProject() throws IOException, InterruptedException {
        Yardsticks.require("npm");
        Yardsticks.require("git");
        project.commit();
        Files.writeString(input, "run 0");
        if (!Files.exists(tree)) {
            Disk.copy(source, tree);
        }
    }

    private double keep(Program run) throws IOException, InterruptedException {
        aside.take(cache);
        Disk.settle(root);
        return run.once();
    }
}
