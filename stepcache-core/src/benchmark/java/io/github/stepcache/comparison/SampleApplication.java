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
 * A Spring Boot application with as many annotated methods as one likes, ten in a bean, written and compiled here. Once
 * started, it prints how many seconds that took, and how many of a processor.
 */
final class SampleApplication {

    /** Its main class. */
    static final String MAIN = "startup.Application";

    private static final int METHODS_OF_A_BEAN = 10;

    private static final String APPLICATION = """
            package startup;

            import com.sun.management.OperatingSystemMXBean;
            import java.lang.management.ManagementFactory;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
            import org.springframework.context.annotation.Configuration;
            import org.springframework.context.annotation.Import;

            @Configuration(proxyBeanMethods = false)
            @EnableAutoConfiguration
            @Import({%s})
            public class Application {
                public static void main(String[] arguments) {
                    SpringApplication application = new SpringApplication(Application.class);
                    application.setDefaultProperties(java.util.Map.of(
                            "logging.level.root", "warn",
                            "spring.main.banner-mode", "off",
                            "spring.main.log-startup-info", "false"));
                    try (var context = application.run(arguments)) {
                        long now = System.currentTimeMillis();
                        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
                        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
                        System.out.println((now - start) / 1e3 + " " + system.getProcessCpuTime() / 1e9);
                    }
                }
            }
            """;

    private static final String BEAN = """
            package startup;

            import io.github.stepcache.annotation.CachedStep;
            import java.util.List;

            public class Steps%d {
                public record Report(String title, List<Integer> counts) {}

            %s}
            """;

    /** Of each kind, every third. */
    private static final List<String> METHODS = List.of("""
                @CachedStep(
                        name = "step-%1$d",
                        inputs = {"data/raw/%1$d", "config/*.yaml"},
                        extensions = ".csv",
                        outputDir = "out/%1$d",
                        requiredOutputs = {"result.csv", "parts/*.csv"},
                        artifactVersions = "schema=1")
                public void step%1$d() {}
            """, """
                @CachedStep(
                        name = "step-%1$d-#{#year}",
                        inputs = "${inputs:data}/%1$d/#{#year}",
                        outputDir = "out/%1$d/#{#year}",
                        requiredOutputs = "result.csv")
                public void step%1$d(int year) {}
            """, """
                @CachedStep(name = "step-%1$d", inputs = "data/%1$d/**/*.csv", outputDir = "out/%1$d", requiredOutputs = "report.html")
                public Report step%1$d(String study, boolean full) {
                    return new Report(study, List.of());
                }
            """);

    private final Path classes;

    /** Write and compile it. */
    SampleApplication(Path directory, int methods, String classPath) throws IOException {
        this.classes = Files.createDirectories(directory.resolve("classes"));
        int beans = (methods + METHODS_OF_A_BEAN - 1) / METHODS_OF_A_BEAN;
        List<Path> sources = new ArrayList<>();
        for (int bean = 0; bean < beans; bean++) {
            int from = bean * METHODS_OF_A_BEAN;
            String body = IntStream.range(from, Math.min(methods, from + METHODS_OF_A_BEAN))
                    .mapToObj(number -> METHODS.get(number % METHODS.size()).formatted(number))
                    .collect(Collectors.joining("\n"));
            sources.add(Files.writeString(directory.resolve("Steps" + bean + ".java"), BEAN.formatted(bean, body)));
        }
        String imports = IntStream.range(0, beans)
                .mapToObj(bean -> "Steps" + bean + ".class")
                .collect(Collectors.joining(", "));
        sources.add(Files.writeString(directory.resolve("Application.java"), APPLICATION.formatted(imports)));
        compile(sources, classPath);
    }

    Path classes() {
        return classes;
    }

    private void compile(List<Path> sources, String classPath) throws IOException {
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
}
