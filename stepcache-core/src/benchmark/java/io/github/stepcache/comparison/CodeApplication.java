package io.github.stepcache.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A Spring Boot application of as many classes as one likes, with a step in every tenth of them, written and compiled here.
 * It calls each step once, and prints how many seconds it took to start; the first call, also of the processor; and the
 * median of the others, also of the processor.
 */
final class CodeApplication {

    /** Its main class. */
    static final String MAIN = "code.Application";

    /** How many classes each step reaches, beside itself. */
    private static final int REACHED = 50;

    private static final String APPLICATION = """
            package code;

            import java.lang.management.ManagementFactory;
            import java.lang.management.ThreadMXBean;
            import java.util.Arrays;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.context.annotation.Configuration;
            import org.springframework.context.annotation.Import;

            @Configuration(proxyBeanMethods = false)
            @EnableAutoConfiguration
            @Import({%s})
            public class Application {
                public static void main(String[] arguments) throws Exception {
                    SpringApplication application = new SpringApplication(Application.class);
                    application.setDefaultProperties(java.util.Map.of(
                            "logging.level.root", "warn",
                            "spring.main.banner-mode", "off",
                            "spring.main.log-startup-info", "false"));
                    try (var context = application.run(arguments)) {
                        long started = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
                        Step[] steps = context.getBeansOfType(Step.class).values().toArray(Step[]::new);
                        double[] seconds = new double[steps.length];
                        double[] processor = new double[steps.length];
                        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                        for (int i = 0; i < steps.length; i++) {
                            long begin = System.nanoTime();
                            long used = threads.getCurrentThreadCpuTime();
                            steps[i].step();
                            processor[i] = (threads.getCurrentThreadCpuTime() - used) / 1e9;
                            seconds[i] = (System.nanoTime() - begin) / 1e9;
                        }
                        System.out.println(started / 1e3 + " " + seconds[0] + " " + processor[0] + " "
                                + later(seconds) + " " + later(processor));
                    }
                }

                private static double later(double[] all) {
                    double[] later = Arrays.copyOfRange(all, 1, all.length);
                    Arrays.sort(later);
                    return later[later.length / 2];
                }
            }
            """;

    private static final String STEP = """
            package code;

            import io.github.stepcache.annotation.CachedStep;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import org.springframework.beans.factory.annotation.Value;

            public class Step%1$d implements Step {
                private final Path dir;

                Step%1$d(@Value("${stepcache.base-dir}") String dir) {
                    this.dir = Path.of(dir);
                }

                @Override
                @CachedStep(name = "step-%1$d", outputDir = "out/%1$d", requiredOutputs = "result.csv")
                public void step() throws java.io.IOException {
                    Files.writeString(dir.resolve("out/%1$d/result.csv"), new Part%2$d("x").text(3));
                }
            }
            """;

    private static final String PART = """
            package code;

            import java.util.List;
            import java.util.Map;
            import java.util.TreeMap;
            import java.util.stream.Collectors;

            public class Part%1$d implements Part {
                private static final List<String> WORDS = List.of("ant", "bee", "cat", "word %1$d");
                private final String name;

                public Part%1$d(String name) {
                    this.name = name;
                }

                @Override
                public String text(int depth) {
                    return depth <= 0 ? name : count().toString() + new Part%2$d(name).text(depth - 1) + new Part%3$d(name).kind();
                }

                Map<String, Integer> count() {
                    Map<String, Integer> counts = new TreeMap<>();
                    for (String word : WORDS) {
                        counts.merge(word, word.length(), Integer::sum);
                    }
                    return counts;
                }

                String kind() {
                    return WORDS.stream().filter(word -> word.length() > 3).map(word -> switch (word.length()) {
                        case 4 -> "four" + name;
                        case 5 -> "five" + name;
                        default -> "many" + name;
                    }).collect(Collectors.joining(", "));
                }

                boolean isEmpty() {
                    try {
                        return name.isEmpty() || Integer.parseInt(name) == %1$d;
                    } catch (NumberFormatException e) {
                        return false;
                    }
                }
            }
            """;

    private final Path classes;

    /** Write and compile it. */
    CodeApplication(Path directory, int count, String classPath) throws IOException {
        this.classes = Files.createDirectories(directory.resolve("classes"));
        int steps = count / 10;
        int parts = count - steps - 3;
        List<Path> sources = new ArrayList<>();
        sources.add(
                write(directory, "Step", "package code;\npublic interface Step { void step() throws Exception; }\n"));
        sources.add(write(directory, "Part", "package code;\npublic interface Part { String text(int depth); }\n"));
        for (int i = 0; i < steps; i++) {
            sources.add(write(directory, "Step" + i, STEP.formatted(i, i * REACHED % parts)));
        }
        for (int i = 0; i < parts; i++) {
            int block = i / REACHED * REACHED;
            int size = Math.min(REACHED, parts - block);
            int next = block + (i - block + 1) % size;
            int other = block + (i - block + 7) % size;
            sources.add(write(directory, "Part" + i, PART.formatted(i, next, other)));
        }
        String imports =
                IntStream.range(0, steps).mapToObj(i -> "Step" + i + ".class").collect(Collectors.joining(", "));
        sources.add(write(directory, "Application", APPLICATION.formatted(imports)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-parameters", "-proc:none", "-nowarn", "-classpath", classPath, "-d", classes.toString());
            if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call()) {
                throw new IOException("The application does not compile");
            }
        }
    }

    Path classes() {
        return classes;
    }

    private static Path write(Path directory, String name, String source) throws IOException {
        return Files.writeString(directory.resolve(name + ".java"), source);
    }
}
