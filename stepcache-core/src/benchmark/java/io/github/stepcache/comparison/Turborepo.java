package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.MissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A project of one package with one task, as Turborepo wants it, kept in Git. */
final class Turborepo {

    private static final String VERSION = "2.11.11";
    private static final String PACKAGE = "step";

    private final Path root;
    private final String task;
    private final String ignored;

    /**
     * Plan the project.
     *
     * @param root its directory
     * @param task the inputs and outputs of the task, in JSON
     * @param ignored what Git is to leave alone, beside what belongs to Turborepo; empty for nothing
     */
    Turborepo(Path root, String task, String ignored) {
        this.root = root;
        this.task = task;
        this.ignored = ignored;
    }

    /** Where the files of the package lie. */
    Path files() {
        return root.resolve(PACKAGE);
    }

    /** Make the project around the files that are there, and commit all of it, unless that was done before. */
    void commit() throws IOException, InterruptedException {
        if (Files.exists(root.resolve(".git/refs/heads/main"))) {
            return;
        }
        Files.createDirectories(files());
        write(".gitignore", "node_modules\n.turbo\npackage-lock.json\n" + ignored + "\n");
        write("package.json", """
                {
                  "name": "workspace",
                  "private": true,
                  "packageManager": "npm@10.0.0",
                  "workspaces": ["%s"],
                  "devDependencies": {"turbo": "%s"}
                }
                """.formatted(PACKAGE, VERSION));
        write("turbo.json", "{\"tasks\": {\"build\": %s}}\n".formatted(task));
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

    /** Run the task, unless it is in the cache; install Turborepo before, if it is not there yet. */
    Program run(String... options) throws IOException, InterruptedException {
        String turbo = install().toString();
        return Program.in(
                root,
                Stream.concat(Stream.of(turbo, "run", "build"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private Path install() throws InterruptedException, MissingException {
        Path turbo = root.resolve("node_modules/.bin/turbo");
        if (!Files.exists(turbo)) {
            try {
                Program.in(root, "npm", "install", "--no-audit", "--no-fund").run();
            } catch (IOException e) {
                throw new MissingException("turbo " + VERSION + ", which npm could not install");
            }
        }
        return turbo;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(root.resolve(name), text);
    }
}
