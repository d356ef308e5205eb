package io.github.stepcache.comparison;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A project of Turborepo in which a data set is the input of the one task. Everything is committed, which suits both: Git finds
 * nothing to hash, and Turborepo takes the hashes of files from Git.
 */
final class Workspace {

    private final Path root;
    private final Turborepo project;

    Workspace(Path root) {
        this.root = root;
        this.project = new Turborepo(root, "{\"inputs\": [\"inputs/**\"], \"outputs\": []}", "");
    }

    /** Where the data set has to be made. */
    Path inputs() {
        return project.files().resolve("inputs");
    }

    Rival gitStatus() {
        return Rival.of("git status", () -> {
            Yardsticks.require("git");
            project.commit();
            Program.in(root, "git", "update-index", "--refresh").run();
            String status = Program.in(root, "git", "status", "--porcelain").run();
            if (!status.isEmpty()) {
                throw new IOException("not all is committed: " + status);
            }
            return Program.in(root, "git", "status").timed();
        });
    }

    Rival turboRun() {
        return Rival.of("turbo run", () -> {
            Yardsticks.require("npm");
            Yardsticks.require("git");
            project.commit();
            Program run = project.run();
            run.run(); // for the first time, this fills its cache
            if (!run.run().contains("FULL TURBO")) {
                throw new IOException("turbo did not take the task from its cache");
            }
            return run.timed();
        });
    }
}
