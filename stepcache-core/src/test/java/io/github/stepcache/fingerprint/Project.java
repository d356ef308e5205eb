package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A base directory with files to read: one verb an idea. */
final class Project {

    private final Path base;

    Project(Path base) {
        this.base = base;
    }

    /** A project in a folder of this one. */
    Project in(String folder) {
        return new Project(directory(folder));
    }

    Path path(String path) {
        return base.resolve(path);
    }

    /** Write a file that holds its own name. */
    void files(String... files) {
        for (String file : files) {
            write(file, file);
        }
    }

    Path write(String file, String content) {
        return io(() -> {
            Path path = base.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, content);
        });
    }

    Path directory(String directory) {
        return io(() -> Files.createDirectories(base.resolve(directory)));
    }

    /** Make a link to a target as it stands here, relative to the link's own directory. */
    Path link(String link, String target) {
        return io(() -> {
            Path path = base.resolve(link);
            Files.createDirectories(path.getParent());
            return Files.createSymbolicLink(path, base.getFileSystem().getPath(target));
        });
    }

    void delete(String file) {
        io(() -> {
            Files.delete(base.resolve(file));
            return file;
        });
    }

    /** Run a command of the system in the base directory, for what Java cannot make: pipes, names that are no text. */
    void shell(String script) {
        io(() -> {
            Process process = new ProcessBuilder("sh", "-ec", script)
                    .directory(base.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(script + ": " + output);
            }
            return output;
        });
    }

    StepSpec.Builder step(String... inputs) {
        return StepSpec.named("s").inputs(inputs).outputDir(base.resolve("out"));
    }

    Fingerprint read(String... inputs) {
        return read(step(inputs));
    }

    Fingerprint read(StepSpec.Builder step, String... excludes) {
        return new InputReader(
                        base,
                        KeyPatterns.excludes(List.of(excludes), base.getFileSystem()),
                        KnownFiles.none(),
                        HashThreads.ofAllProcessors())
                .read(step.build(), OwnFiles.of(step.build(), base));
    }

    /** The keys of the inputs, where nothing stood in the way of knowing them all. */
    Set<String> keys(String... inputs) {
        return keys(step(inputs));
    }

    Set<String> keys(StepSpec.Builder step, String... excludes) {
        Fingerprint read = read(step, excludes);
        if (!read.problems().isEmpty()) {
            throw new AssertionError("Problems: " + read.problems());
        }
        return read.hashes().keySet();
    }

    List<InputProblem> problems(String... inputs) {
        return read(inputs).problems();
    }

    static InputProblem noMatch(String input) {
        return new InputProblem.NoMatch(input);
    }

    static InputProblem unreadable(String key, String problem) {
        return new InputProblem.Unreadable(key, problem);
    }

    static String sha256(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T io(Action<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Action<T> {
        T run() throws IOException, InterruptedException;
    }
}
