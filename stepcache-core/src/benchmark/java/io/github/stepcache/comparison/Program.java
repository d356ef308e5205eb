package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.Measurement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Another program: how it is called, and where. */
final class Program {

    /** Settings of the person at the keyboard must not change what is measured, and nobody is called home. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "LC_ALL", "C",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "TURBO_TELEMETRY_DISABLED", "1",
            "TURBO_NO_UPDATE_NOTIFIER", "1",
            "DO_NOT_TRACK", "1");

    private final Path directory;
    private final List<String> command;

    Program(Path directory, List<String> command) {
        this.directory = directory;
        this.command = List.copyOf(command);
    }

    static Program in(Path directory, String... command) {
        return new Program(directory, List.of(command));
    }

    static Program java(List<String> options, Class<?> main, String... arguments) {
        return java(options, System.getProperty("java.class.path"), main.getName(), arguments);
    }

    static Program java(List<String> options, String classPath, String main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> program = List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", classPath, main);
        return new Program(
                Path.of("").toAbsolutePath(),
                Stream.of(List.of(java), options, program, List.of(arguments))
                        .flatMap(List::stream)
                        .toList());
    }

    /** Tell whether this machine has a program of that name. */
    static boolean exists(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /**
     * Run to the end.
     *
     * @return what it printed
     * @throws IOException if it cannot be started, or fails; with what it complained of
     */
    String run() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("%s ends with %d: %s".formatted(command.get(0), exitCode, complaint(output)));
        }
        return output;
    }

    /**
     * Run to the end, and let it speak on the standard error meanwhile.
     *
     * @return what it printed
     */
    String runAloud() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " ends with " + process.exitValue());
        }
        return output;
    }

    /** The line of an output that most likely says what is wrong. */
    private static String complaint(String output) {
        return output.lines()
                .filter(line -> line.contains("Error") || line.contains("Exception"))
                .findFirst()
                .orElse(output.substring(output.lastIndexOf('\n') + 1));
    }

    /** Take the time of the whole process, the second of two. */
    Measurement timed() throws IOException, InterruptedException {
        run();
        return new Measurement(once());
    }

    /** Take the time of the whole process, in seconds. */
    double once() throws IOException, InterruptedException {
        long start = System.nanoTime();
        run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Read what a yardstick prints that takes its time by itself: seconds and a result. */
    Measurement timedByItself() throws IOException, InterruptedException {
        String[] words = run().split("\\s+", 2);
        return new Measurement(Double.parseDouble(words[0]), words[1]);
    }
}
