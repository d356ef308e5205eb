package io.github.stepcache.code;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both versions of many small applications, each in a package of its own, so that they are compiled at once. */
final class CodeChanges implements AutoCloseable {

    static final String HEAD = Stream.of(
                    "java.io.*",
                    "java.lang.annotation.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "java.util.concurrent.atomic.*",
                    "java.util.function.*",
                    "java.util.stream.*")
            .map(name -> "import " + name + ";")
            .collect(Collectors.joining("", "", "\n"));

    /** Spring is not there, and annotations are known by their names. */
    private static final String BEAN = """
            package org.springframework.context.annotation;
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            public @interface Bean {}
            """;

    private static final String COMPONENT = """
            package org.springframework.stereotype;
            @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
            public @interface Component {}
            """;

    private final List<CodeChange> changes;
    private @Nullable URLClassLoader before;
    private @Nullable URLClassLoader after;

    CodeChanges(List<CodeChange> changes) {
        this.changes = changes;
    }

    List<CodeChange> all() {
        return changes;
    }

    void compile(Path directory) throws IOException {
        this.before = load(directory.resolve("before"), CodeChange::before);
        this.after = load(directory.resolve("after"), CodeChange::after);
    }

    private URLClassLoader load(Path directory, Function<CodeChange, String> version) throws IOException {
        String[] sources = Stream.concat(
                        Stream.of(BEAN, COMPONENT),
                        IntStream.range(0, changes.size())
                                .mapToObj(number -> "package " + packageOf(number) + ";" + HEAD
                                        + version.apply(changes.get(number))))
                .toArray(String[]::new);
        CompiledSources.of(sources).writeTo(directory);
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }

    private static String packageOf(int number) {
        return "app" + number;
    }

    /** Run the step with the code as it was, look at it with the code as it is now, and compare the reasons. */
    void check(CodeChange change, CodeScope scope, Path base) throws Exception {
        String packageName = packageOf(changes.indexOf(change));
        StepCache cache = StepCache.builder().baseDir(base).build();
        cache.run(spec(fingerprint(requireNonNull(before), packageName, scope)), () -> {});
        Decision decision = cache.check(spec(fingerprint(requireNonNull(after), packageName, scope)));
        assertThat(decision.reasons())
                .as(decision.describe())
                .containsExactlyInAnyOrderElementsOf(change.reasons(packageName));
    }

    private static StepSpec spec(CodeFingerprint code) {
        assertThat(code.problems()).isEmpty();
        return StepSpec.named("step").outputDir(Path.of("out")).code(code).build();
    }

    private static CodeFingerprint fingerprint(ClassLoader loader, String packageName, CodeScope scope)
            throws ReflectiveOperationException {
        Class<?> step = Class.forName(packageName + ".Step", false, loader);
        return ApplicationCode.of(loader, Set.of(packageName)).fingerprint(step, method(step), scope);
    }

    static Method method(Class<?> step) {
        return Arrays.stream(step.getDeclaredMethods())
                .filter(method -> method.getName().equals("run") && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        requireNonNull(before).close();
        requireNonNull(after).close();
    }
}
