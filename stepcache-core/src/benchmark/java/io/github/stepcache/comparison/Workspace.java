package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.MissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project as Turborepo wants it, kept in Git: a data set is the input of its one task. Everything is committed, which
 * suits both: Git finds nothing to hash, and Turborepo takes the hashes of files from Git.
 */
final class Workspace {

    private static final String TURBO_VERSION = "2.11.11";
    private static final String PACKAGE = "step";

    private final Path root;

    Workspace(Path root) {
        this.root = root;
    }

    /** Where the data set has to be made. */
    Path inputs() {
        return root.resolve(PACKAGE).resolve("inputs");
    }

    Rival gitStatus() {
        return Rival.of("git status", () -> {
            Yardsticks.require("git");
            commit();
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
            commit();
            Path turbo = install();
            Program run = Program.in(root, turbo.toString(), "run", "build");
            run.run(); // for the first time, this fills its cache
            if (!run.run().contains("FULL TURBO")) {
                throw new IOException("turbo did not take the task from its cache");
            }
            return run.timed();
        });
    }

    private void commit() throws IOException, InterruptedException {
        if (Files.exists(root.resolve(".git/refs/heads/main"))) {
            return;
        }
        write(".gitignore", "node_modules\n.turbo\npackage-lock.json\n");
        write("package.json", """
                {
                  "name": "workspace",
                  "private": true,
                  "packageManager": "npm@10.0.0",
                  "workspaces": ["%s"],
                  "devDependencies": {"turbo": "%s"}
                }
                """.formatted(PACKAGE, TURBO_VERSION));
        write("turbo.json", "{\"tasks\": {\"build\": {\"inputs\": [\"inputs/**\"], \"outputs\": []}}}\n");
        write(PACKAGE + "/package.json", """
                {"name": "%s", "version": "1.0.0", "scripts": {"build": "exit 0"}}
                """.formatted(PACKAGE));
        Program.in(root, "git", "init", "-q", "-b", "main").run();
        // Straight into one pack, as after a gc, and not into as many files as there are inputs.
        Program.in(root, "git", "-c", "core.bigFileThreshold=1", "-c", "core.compression=0", "add", "-A")
                .run();
        Program.in(root, "git", "-c", "user.name=x", "-c", "user.email=x@x", "-c", "gc.auto=0", "commit", "-qm", "All")
                .run();
    }

    private Path install() throws InterruptedException, MissingException {
        Path turbo = root.resolve("node_modules/.bin/turbo");
        if (!Files.exists(turbo)) {
            try {
                Program.in(root, "npm", "install", "--no-audit", "--no-fund").run();
            } catch (IOException e) {
                throw new MissingException("turbo " + TURBO_VERSION + ", which npm could not install");
            }
        }
        return turbo;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
