package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

/**
 * A value whose type has changed since it was recorded is not replayed, and never replaced by null, by zero or by half
 * of it: the step runs (contract 7.3).
 */
class ChangedTypeTests {

    private final StepCache cache;
    private final Replay replay;
    private final StepSpec step =
            StepSpec.named("value").outputDir(Path.of("out")).build();

    ChangedTypeTests(@TempDir Path base) {
        this.cache = StepCache.builder().baseDir(base).build();
        this.replay = new Replay(base);
    }

    record Person(int age, String name) {}

    static final class Bean {
        String name = "default";
        int added;

        @Nullable
        String alsoAdded;
    }

    enum Size {
        SMALL,
        LARGE
    }

    @Test
    void recordOfTheSameShapeIsReplayed() {
        record(Person.class.getName(), "{\"age\":1,\"name\":\"a\"}");

        assertThat(replay.again(new TypeReference<Person>() {})).isEqualTo(new Person(1, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"age\":1}",
                "{\"age\":1,\"name\":\"a\",\"more\":2}",
                "{\"age\":null,\"name\":\"a\"}",
                "{\"age\":\"1\",\"name\":\"a\"}",
                "{\"age\":1.5,\"name\":\"a\"}",
                "{\"age\":1.0,\"name\":\"a\"}",
                "{\"age\":true,\"name\":\"a\"}",
                "{\"age\":9999999999,\"name\":\"a\"}",
                "{\"age\":1,\"name\":7}",
                "{\"age\":1,\"Name\":\"a\"}",
                "{\"age\":1,\"age\":2,\"name\":\"a\"}",
                "{\"age\":1,\"name\":\"a\"} {}",
                "{}",
                "[]",
                "\"\"",
                "1",
                ""
            })
    void recordOfAnotherShapeIsNotReplayed(String json) {
        record(Person.class.getName(), json);

        assertThat(replay.unavailable(new TypeReference<>() {}, new Person(2, "b")))
                .contains("Person");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"added\":1}",
                "{\"name\":\"a\",\"added\":null,\"alsoAdded\":null}",
                "{}"
            })
    void classThatGainedAFieldIsNotReplayedWithItsDefault(String json) {
        record(Bean.class.getName(), json);

        assertThat(replay.unavailable(new TypeReference<>() {}, new Bean())).contains("Bean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"MEDIUM\"", "\"small\"", "0", "\"\""})
    void enumConstantThatIsGoneIsNotReplayed(String json) {
        record(Size.class.getName(), json);

        assertThat(replay.unavailable(new TypeReference<>() {}, Size.LARGE)).contains("Size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "7.0", "\"\"", "true", "[7]", "99999999999"})
    void numberIsNotMadeOutOfAnythingElse(String json) {
        record(Integer.class.getName(), json);

        assertThat(replay.unavailable(new TypeReference<>() {}, 8)).contains("java.lang.Integer");
    }

    @Test
    void nullIsNotReplayedAsAPrimitive() {
        record("int", "null");
        StepResult<Integer> result = cache.run(step, ResultCodec.<Integer>of(int.class), () -> 8);

        assertThat(result.value()).isEqualTo(8);
        assertThat(result.executed()).isTrue();
    }

    @Test
    void valueOfAnotherTypeIsNotReplayed() {
        replay.of(new TypeReference<Integer>() {}, 7);
        assertThat(replay.unavailable(new TypeReference<>() {}, 8L))
                .contains("Integer")
                .contains("Long");

        replay.of(new TypeReference<List<Integer>>() {}, List.of(7));
        assertThat(replay.unavailable(new TypeReference<>() {}, List.of(8L)))
                .contains("Integer")
                .contains("Long");
    }

    @Test
    void valueOfAStepThatReturnedNothingIsNotReplayed() {
        cache.run(step, () -> {});
        assertThat(replay.unavailable(new TypeReference<>() {}, "now it returns something"))
                .contains("no value is on record");

        cache.forget(step);
        cache.run(step, () -> {});
        assertThat(reasonsOf(cache.run(step, () -> "untyped"))).hasOnlyElementsOfType(ResultUnavailable.class);
    }

    @Test
    void stepThatReturnsNothingAnyMoreIsFreshAllTheSame() {
        cache.run(step, () -> "a value");

        assertThat(cache.run(step, () -> {}).executed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.ProcessBuilder",
        "java.lang.Object",
        "java.lang.Thread",
        "io.github.stepcache.Pipeline",
        "no.such.Class",
        "[Ljava.lang.Object;",
        "''",
        "../evil"
    })
    void classThatARecordNamesIsOnlyMadeIfItIsHarmless(String type) {
        record(type, "{}");
        StepResult<String> result = cache.run(step, () -> "run again");

        assertThat(result.value()).isEqualTo("run again");
        assertThat(reasonsOf(result)).hasOnlyElementsOfType(ResultUnavailable.class);
    }

    /** Put a value on record as another version of the program would have. */
    private void record(String type, String json) {
        ResultCodec<String> codec = new ResultCodec<>() {
            @Override
            public Optional<RecordedResult> encode(String value) {
                return Optional.of(new RecordedResult(type, json));
            }

            @Override
            public String decode(Optional<RecordedResult> recorded) {
                throw new AssertionError("the step runs");
            }
        };
        cache.forget(step);
        assertThat(cache.run(step, codec, () -> "recorded otherwise").remembered())
                .isTrue();
    }

    private static List<StaleReason> reasonsOf(StepResult<?> result) {
        return result.decision().reasons();
    }
}
