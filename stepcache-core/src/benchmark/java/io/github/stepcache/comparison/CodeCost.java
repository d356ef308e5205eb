package io.github.stepcache.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What it costs that code counts, in an application that starts, finds all its steps fresh, and ends: {@code CodeCost
 * [--classes N] [--rounds N]}. With {@code stepcache.code=calls} and {@code none} in turn, each in a JVM of its own.
 */
final class CodeCost {

    private static final List<String> COLUMNS =
            List.of("JVM to running", "first call", "processor time", "median of the others", "processor time");

    private final Path directory;
    private final String classPath;

    private CodeCost(int classes) throws IOException {
        Path starter = Path.of(System.getProperty("benchmark.spring"));
        List<String> libraries = Stream.concat(
                        Stream.of(starter + "/classes"),
                        Stream.of(Files.readString(starter.resolve("benchmark/comparison.classpath"))
                                        .strip()
                                        .split(File.pathSeparator))
                                .filter(StartupCost::isNeeded))
                .toList();
        this.directory = Files.createDirectories(starter.resolve("benchmark/code"));
        String resolved = String.join(File.pathSeparator, libraries);
        CodeApplication application = new CodeApplication(directory, classes, resolved);
        this.classPath = application.classes() + File.pathSeparator + resolved;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int classes = 500;
        int rounds = 11;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            int value = Integer.parseInt(arguments[i + 1]);
            switch (arguments[i]) {
                case "--classes" -> classes = value;
                case "--rounds" -> rounds = value;
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        System.out.println(classes + " classes, " + classes / 10 + " steps, " + rounds + " rounds\n");
        new CodeCost(classes).run(rounds);
    }

    private void run(int rounds) throws IOException, InterruptedException {
        List<String> scopes = List.of("none", "method", "calls");
        List<List<Times>> measured = scopes.stream()
                .map(scope -> COLUMNS.stream().map(column -> new Times()).toList())
                .toList();
        for (int round = -1; round < rounds; round++) {
            for (int i = 0; i < scopes.size(); i++) {
                String[] seconds = program(scopes.get(i)).run().split(" ", -1);
                for (int column = 0; round >= 0 && column < COLUMNS.size(); column++) { // before, they were stale
                    measured.get(i).get(column).add(Double.parseDouble(seconds[column]));
                }
            }
        }
        System.out.printf(Locale.ROOT, "| `stepcache.code` | %s |%n", String.join(" | ", COLUMNS));
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < scopes.size(); i++) {
            List<String> cells = measured.get(i).stream().map(Times::toString).toList();
            System.out.printf(Locale.ROOT, "| `%s` | %s |%n", scopes.get(i), String.join(" | ", cells));
        }
    }

    private Program program(String scope) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work-" + scope));
        return Program.java(
                List.of(),
                classPath,
                CodeApplication.MAIN,
                "--stepcache.base-dir=" + work,
                "--stepcache.code=" + scope);
    }
}
