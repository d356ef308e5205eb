package io.github.stepcache.comparison;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an application with many {@code @CachedStep} methods takes longer to start than the same application without the
 * starter: {@code StartupCost [--methods N] [--rounds N]}. Everybody starts in a JVM of its own, in turn.
 */
final class StartupCost {

    private static final String HEADER = """
            | the application                                    | JVM to running              | more    | processor time              | more    |
            | -------------------------------------------------- | --------------------------- | ------- | --------------------------- | ------- |""";

    private final List<String> libraries;
    private final SampleApplication application;

    private StartupCost(int methods) throws IOException {
        Path starter = Path.of(System.getProperty("benchmark.spring"));
        List<String> resolved = List.of(Files.readString(starter.resolve("benchmark/comparison.classpath"))
                .strip()
                .split(File.pathSeparator));
        this.libraries = Stream.concat(
                        Stream.of(starter + "/classes"), resolved.stream().filter(StartupCost::isNeeded))
                .toList();
        this.application = new SampleApplication(
                starter.resolve("benchmark/startup"), methods, String.join(File.pathSeparator, libraries));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int methods = 200;
        int rounds = 11;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            int value = Integer.parseInt(arguments[i + 1]);
            switch (arguments[i]) {
                case "--methods" -> methods = value;
                case "--rounds" -> rounds = value;
                default -> throw new IllegalArgumentException("There is no option " + arguments[i]);
            }
        }
        new StartupCost(methods).run(methods, rounds);
    }

    private void run(int methods, int rounds) throws IOException, InterruptedException {
        Predicate<String> starter = entry -> entry.endsWith("stepcache-spring-boot-starter/target/classes");
        Predicate<String> aspectJ = entry -> entry.contains("aspectjweaver");
        Start plain = new Start("without the starter", program(starter.or(aspectJ)));
        Start woven = new Start("without the starter, with AspectJ, which it brings", program(starter));
        Start cached = new Start("with the starter", program(entry -> false));
        for (int round = 0; round < rounds; round++) {
            for (Start start : List.of(plain, woven, cached)) {
                start.measure();
            }
        }
        System.out.println(methods + " annotated methods, " + rounds + " rounds\n\n" + HEADER);
        for (Start start : List.of(plain, woven, cached)) {
            start.print(plain);
        }
    }

    private Program program(Predicate<String> leftOut) {
        String classPath = String.join(
                File.pathSeparator,
                Stream.concat(
                                Stream.of(application.classes().toString()),
                                libraries.stream().filter(leftOut.negate()))
                        .toList());
        return Program.java(List.of(), classPath, SampleApplication.MAIN);
    }

    /** Modules of Spring Boot that the starter can do without would set up what they are for. */
    static boolean isNeeded(String entry) {
        String name = Path.of(entry).getFileName().toString();
        return !name.startsWith("spring-boot-") || name.matches("spring-boot(-autoconfigure)?-\\d.*");
    }

    /** One way to start it, and the times that it took. */
    private record Start(String what, Program program, Times times, Times processor) {

        Start(String what, Program program) {
            this(what, program, new Times(), new Times());
        }

        void measure() throws IOException, InterruptedException {
            Rival.Measurement measured = program.timedByItself();
            times.add(measured.seconds());
            processor.add(Double.parseDouble(measured.result()));
        }

        void print(Start base) {
            System.out.printf(
                    Locale.ROOT,
                    "| %-50s | %-27s | %4.0f ms | %-27s | %4.0f ms |%n",
                    what,
                    times,
                    (times.median() - base.times.median()) * 1e3,
                    processor,
                    (processor.median() - base.processor.median()) * 1e3);
        }
    }
}
