package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.stepcache.Crowd;
import io.github.stepcache.StepCache;
import io.github.stepcache.lock.StepLocks;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand threads, virtual ones where Java has them: each step runs once, all get its value, and none hangs. */
class CrowdOfThreadsTests {

    private static final int CALLERS = 1_000;

    private final AtomicInteger runs = new AtomicInteger();

    @TempDir
    private Path base;

    @BeforeEach
    void writeInput() throws IOException {
        Files.writeString(base.resolve("in"), "input");
    }

    @Test
    void callersOfOneStepAreOneExecution() throws Exception {
        StepCache cache = cache();

        assertThat(Crowd.of(CALLERS, () -> cache.run(step("s"), () -> work("s")).value()))
                .hasSize(CALLERS)
                .containsOnly("s by run 1");
        assertThat(cache.check(step("s")).isFresh()).isTrue();
    }

    @Test
    void callersOfAsManyStepsAreAsManyExecutions() throws Exception {
        StepCache cache = cache();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String name = "s" + i;
            calls.add(() -> cache.run(step(name), () -> work(name)).value());
        }

        assertThat(Crowd.all(calls)).hasSize(CALLERS).doesNotHaveDuplicates();
        assertThat(runs).hasValue(CALLERS);
    }

    @Test
    void stepsThatAllCallTheSameStepRunItOnce() throws Exception {
        StepCache cache = cache();
        Set<String> inner = ConcurrentHashMap.newKeySet();
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS / 10; i++) {
            String name = "s" + i;
            calls.add(() -> cache.run(step(name), () -> {
                        inner.add(cache.run(step("inner"), () -> work("inner")).value());
                        return work(name);
                    })
                    .value());
        }

        assertThat(Crowd.all(calls)).hasSize(CALLERS / 10).doesNotHaveDuplicates();
        assertThat(inner).hasSize(1);
        assertThat(runs).hasValue(CALLERS / 10 + 1);
    }

    /** On Java 21 to 23, a virtual thread that waits inside a monitor keeps its carrier: a few of them stop all others. */
    @Test
    void locksDoNotWaitInsideMonitors() {
        JavaClasses locks = new ClassFileImporter().importPackages(StepLocks.class.getPackageName());

        assertThat(locks).isNotEmpty();
        assertThat(locks.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    private StepCache cache() {
        return StepCache.builder().baseDir(base).build();
    }

    private static StepSpec step(String name) {
        return StepSpec.named(name)
                .inputs("in")
                .outputDir(Path.of("o"))
                .requiredOutputs(name)
                .build();
    }

    private String work(String name) throws IOException {
        String value = name + " by run " + runs.incrementAndGet();
        Files.writeString(base.resolve("o").resolve(name), value);
        return value;
    }
}
