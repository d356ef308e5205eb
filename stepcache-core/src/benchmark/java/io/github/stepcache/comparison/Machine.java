package io.github.stepcache.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static String describe(Options options, List<List<String>> others) throws IOException, InterruptedException {
        return """
                date: %s, rounds: %d, scale: %s
                machine: %s, %d processors, %s
                data on: %s
                java: %s
                others: %s
                """.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        options.rounds(),
                        options.scale(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        Files.getFileStore(options.data()).type(),
                        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                        versions(others));
    }

    private static String versions(List<List<String>> others) throws InterruptedException {
        List<String> versions = new ArrayList<>();
        for (List<String> other : others) {
            versions.add(version(other.get(0), other.get(1)));
        }
        return String.join(", ", versions);
    }

    private static String processor() throws IOException {
        Path linux = Path.of("/proc/cpuinfo");
        List<String> lines = Files.isReadable(linux) ? Files.readAllLines(linux) : List.of();
        return lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String version(String program, String option) throws InterruptedException {
        try {
            return Program.in(Path.of("").toAbsolutePath(), program, option)
                    .run()
                    .lines()
                    .findFirst()
                    .orElse(program);
        } catch (IOException e) {
            return "no " + program;
        }
    }
}
