package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/**
 * How {@code run} is called. Most of this is proven by the compiler: where a method here declares no exception, or just
 * one, calling {@code run} needs no {@code catch}, and where a value is used, it has its type.
 */
class RunSignatureTests {

    private final StepCache cache;
    private StepSpec step = StepSpec.named("unnamed").outputDir(Path.of("out")).build();

    RunSignatureTests(@TempDir Path base) {
        this.cache = StepCache.builder().baseDir(base).build();
    }

    @BeforeEach
    void nameTheStep(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        step = StepSpec.named(name).outputDir(Path.of("out")).build();
    }

    @Test
    void expressionGivesItsValue() {
        StepResult<String> result = cache.run(step, () -> "value");

        assertThat(result.value()).isEqualTo("value");
    }

    @Test
    void blockGivesItsValue() {
        int value = cache.run(step, () -> {
                    int sum = 1;
                    return sum + 1;
                })
                .value();

        assertThat(value).isEqualTo(2);
    }

    @Test
    void blockWithoutAValueGivesNull() {
        StepResult<@Nullable Void> result = cache.run(step, () -> {
            touch();
        });

        assertThat(result.value()).isNull();
        assertThat(result.executed()).isTrue();
    }

    @Test
    void expressionWithoutAValueGivesNull() {
        StepResult<@Nullable Void> result = cache.run(step, () -> touch());

        assertThat(result.value()).isNull();
    }

    @Test
    void methodReferenceGivesItsValue() {
        List<String> value = cache.run(step, this::lines).value();

        assertThat(value).containsExactly("a", "b");
    }

    @Test
    void methodReferenceWithoutAValueGivesNull() {
        assertThat(cache.run(step, this::touch).value()).isNull();
    }

    @Test
    void checkedExceptionIsInferredAndNothingElseNeedsACatch() {
        try {
            cache.run(step, this::read);
        } catch (IOException e) {
            assertThat(e).hasMessage("not readable");
        }
    }

    @Test
    void checkedExceptionOfAStepWithoutAValueIsInferred() {
        try {
            cache.run(step, this::write);
        } catch (IOException e) {
            assertThat(e).hasMessage("not writable");
        }
    }

    @Test
    void blockThatOnlyThrowsIsCalled() {
        try {
            cache.run(step, () -> {
                throw new IOException("only thrown");
            });
        } catch (IOException e) {
            assertThat(e).hasMessage("only thrown");
        }
    }

    @Test
    void callableIsPassedOnAsAMethodReference() throws Exception {
        Callable<Integer> callable = () -> 7;
        int value = cache.run(step, callable::call).value();

        assertThat(value).isEqualTo(7);
    }

    @Test
    void runnableIsPassedOnAsAMethodReference() {
        Runnable runnable = this::touch;

        assertThat(cache.run(step, runnable::run).executed()).isTrue();
    }

    @Test
    void bodyMayReturnNull() {
        StepBody<@Nullable String, RuntimeException> nothing = () -> null;
        cache.run(step, nothing);
        StepResult<@Nullable String> second = cache.run(step, nothing);

        assertThat(second.executed()).isFalse();
        assertThat(second.value()).isNull();
    }

    @Test
    void typeOfTheValueCanBeGiven() {
        List<Long> value = cache.run(
                        step,
                        ResultCodec.<List<Long>>of(new TypeReference<List<Long>>() {}.getType()),
                        () -> List.of(1L))
                .value();

        assertThat(value).containsExactly(1L);
    }

    private void touch() {}

    private List<String> lines() {
        return List.of("a", "b");
    }

    private String read() throws IOException {
        throw new IOException("not readable");
    }

    private void write() throws IOException {
        throw new IOException("not writable");
    }
}
