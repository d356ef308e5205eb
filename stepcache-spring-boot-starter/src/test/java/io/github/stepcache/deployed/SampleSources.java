package io.github.stepcache.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of an application with one step, {@code com.acme.Dictionary.profile}, of which a test changes what it likes.
 *
 * @param texts the sources, by the simple name of the type
 */
record SampleSources(Map<String, String> texts) {

    static final String MAIN = "com.acme.Application";

    private static final Map<String, String> SAMPLE = Map.of(
            "Application",
            """
            package com.acme;

            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;

            @SpringBootApplication
            public class Application {
                public static void main(String[] arguments) throws Exception {
                    try (var context = SpringApplication.run(Application.class, arguments)) {
                        context.getBean(Profiling.class).profile();
                    }
                }
            }
            """,
            "Printing",
            """
            package com.acme;

            import io.github.stepcache.StepListener;
            import io.github.stepcache.decision.Decision;
            import io.github.stepcache.step.StepSpec;
            import org.springframework.stereotype.Component;

            @Component
            public class Printing implements StepListener {
                @Override
                public void decided(StepSpec spec, Decision decision) {
                    System.out.println("DECISION " + decision.describe());
                    System.out.println("KIND " + spec.code().kind());
                    spec.code().methods().forEach((name, hash) -> System.out.println("CODE " + name + " " + hash));
                    spec.code().problems().forEach(problem -> System.out.println("PROBLEM " + problem));
                }
            }
            """,
            "Profiling",
            """
            package com.acme;

            public interface Profiling {
                void profile() throws java.io.IOException;
            }
            """,
            "Dictionary",
            """
            package com.acme;

            import io.github.stepcache.annotation.CachedStep;
            import java.io.IOException;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.stream.Collectors;
            import java.util.stream.Stream;
            import org.springframework.beans.factory.annotation.Value;
            import org.springframework.stereotype.Component;

            @Component
            public class Dictionary implements Profiling {
                private final Rules rules;
                private final Path dir;

                public Dictionary(Rules rules, @Value("${stepcache.base-dir}") String dir) {
                    this.rules = rules;
                    this.dir = Path.of(dir);
                }

                @Override
                @CachedStep(name = "dictionary", outputDir = "out", requiredOutputs = "words.txt")
                public void profile() throws IOException {
                    String text = words().map(rules::label).filter(label -> !label.isEmpty()).collect(Collectors.joining());
                    Files.writeString(dir.resolve("out/words.txt"), text);
                }

                private Stream<String> words() {
                    return Stream.of("ant", "bee");
                }

                public String somethingElse() {
                    return "something else";
                }
            }
            """,
            "Rules",
            """
            package com.acme;

            import org.springframework.stereotype.Component;

            @Component
            public class Rules {
                public String label(String word) {
                    return switch (Kind.of(word)) {
                        case SHORT -> "short";
                        case LONG -> "long, more than " + Kind.LIMIT;
                    };
                }
            }
            """,
            "Kind",
            """
            package com.acme;

            public enum Kind {
                SHORT, LONG;

                static final int LIMIT = 4;

                static Kind of(String word) {
                    return word.length() > LIMIT ? LONG : SHORT;
                }
            }
            """,
            "Unrelated",
            """
            package com.acme;

            public class Unrelated {
                int number() {
                    return 1;
                }
            }
            """);

    SampleSources() {
        this(SAMPLE);
    }

    /** Change a text that is there. */
    SampleSources with(String type, String old, String changed) {
        Map<String, String> copy = new TreeMap<>(texts);
        String before = copy.getOrDefault(type, "");
        assertThat(before).contains(old);
        copy.put(type, before.replace(old, changed));
        return new SampleSources(copy);
    }

    /** Write them into a folder, and return the files. */
    List<Path> write(Path sources) {
        try {
            Path folder = Files.createDirectories(sources.resolve("com/acme"));
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> source : texts.entrySet()) {
                files.add(Files.writeString(folder.resolve(source.getKey() + ".java"), source.getValue()));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compile into a folder, and return that. */
    Path compile(Path classes) throws IOException {
        compile(write(classes.resolveSibling(classes.getFileName() + "-sources")), classes, classPath());
        return classes;
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Compile files into a folder, for the classes that are there. */
    static void compile(List<Path> files, Path classes, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Files.createDirectories(classes);
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-parameters",
                    "-proc:none",
                    "-nowarn",
                    "-classpath",
                    classes + File.pathSeparator + classPath,
                    "-d",
                    classes.toString());
            assertThat(compiler.getTask(
                                    messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
    }
}
