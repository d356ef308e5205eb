package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/** A value that would not come back as it was is given to the caller, and the run is not remembered (contract 7.3). */
class UnreplayableValueTests {

    private final Replay replay;

    UnreplayableValueTests(@TempDir Path base) {
        this.replay = new Replay(base);
    }

    /** A class without equality; all of its state is in its fields. */
    static class Plain {
        String name = "";
        List<Plain> children = new ArrayList<>();

        static Plain named(String name) {
            Plain plain = new Plain();
            plain.name = name;
            return plain;
        }
    }

    static final class LosesState {
        String kept = "kept";
        transient String lost = "";
    }

    static final class HidesState {
        String id = "";

        @JsonIgnore
        String hidden = "";

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HidesState that && that.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    static final class Child extends Plain {
        int added;
    }

    static final class Rows extends ArrayList<String> {
        private static final long serialVersionUID = 1L;
        String title = "";

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    record Fussy(String text) {
        Fussy {
            Objects.requireNonNull(text);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            throw new IllegalStateException("not comparable");
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    record Holder(Object anything) {}

    @Test
    void classWithoutEqualityIsComparedByItsFields() {
        Plain plain = Plain.named("parent");
        plain.children.add(Plain.named("child"));
        Plain replayed = replay.of(new TypeReference<Plain>() {}, plain);

        assertThat(replayed).isNotSameAs(plain).usingRecursiveComparison().isEqualTo(plain);
    }

    @Test
    void classThatLosesStateIsRefused() {
        LosesState value = new LosesState();
        value.lost = "gone";

        assertThat(replay.refusal(new TypeReference<>() {}, value)).contains("is not the same after it was written");
    }

    @Test
    void stateThatEqualityDoesNotLookAtIsStateAllTheSame() {
        HidesState value = new HidesState();
        value.hidden = "gone";

        assertThat(replay.refusal(new TypeReference<>() {}, value)).contains("is not the same after it was written");
    }

    @Test
    void subclassOfTheDeclaredClassIsRefused() {
        assertThat(replay.refusal(new TypeReference<Plain>() {}, new Child())).contains("Plain");
    }

    @Test
    void listWithStateOfItsOwnIsRefused() {
        Rows rows = new Rows();
        rows.add("a");
        rows.title = "gone";

        assertThat(replay.refusal(new TypeReference<>() {}, rows)).contains("Rows");
        assertThat(replay.refusal(rows)).contains("Rows");
    }

    @Test
    void mapWithAnOrderOfItsOwnIsRefused() {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("a", "1");

        assertThat(replay.refusal(new TypeReference<Map<String, String>>() {}, map))
                .contains("Map");
    }

    @Test
    void objectGraphWithACycleIsRefused() {
        Plain plain = Plain.named("its own child");
        plain.children.add(plain);

        assertThat(replay.refusal(new TypeReference<>() {}, plain)).contains("Plain");
    }

    @Test
    void valueOfEndlessDepthIsRefused() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            list = new ArrayList<>(List.of(list));
        }
        List<Object> deep = list;

        assertThat(replay.refusal(deep)).contains("ArrayList");
    }

    @Test
    void untypedValueWhoseNumbersWouldChangeTheirClassIsRefused() {
        assertThat(replay.refusal(List.of(1L))).contains("List");
        assertThat(replay.refusal(Map.of(1, "a"))).contains("Map");
        assertThat(replay.refusal(new Holder(1L))).contains("Holder");
        assertThat(replay.refusal(new Holder(Path.of("a")))).contains("Holder");
    }

    @Test
    void untypedValueOfAnyOtherClassIsRefusedAndTheWarningSaysWhatToDo() {
        assertThat(replay.refusal(Plain.named("a")))
                .contains("Plain")
                .contains("cannot be replayed unless its type is given: run(spec, ResultCodec.of(type), body)");
        assertThat(replay.refusal(new StringBuilder("a"))).contains("StringBuilder");
        assertThat(replay.refusal(new Object())).contains("java.lang.Object");
        assertThat(replay.refusal((Runnable) () -> {})).contains("Lambda");
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThat(replay.refusal("\uD83D")).contains("surrogate");
    }

    @Test
    void valueThatFailsWhoeverComparesItIsRefusedOrReplayedButNeverFailsTheStep(@TempDir Path base) {
        StepSpec step = StepSpec.named("fussy").outputDir(Path.of("out")).build();
        Fussy value = new Fussy("a");
        StepResult<Fussy> result = StepCache.builder().baseDir(base).build().run(step, () -> value);

        assertThat(result.value()).isSameAs(value);
    }

    @Test
    void codecThatFailsDoesNotFailTheStep(@TempDir Path base) {
        StepSpec step = StepSpec.named("failing").outputDir(Path.of("out")).build();
        StepCache cache = StepCache.builder().baseDir(base).build();
        try (LogCapture log = new LogCapture()) {
            assertThat(cache.run(step, new FailingCodec(), () -> "a").remembered())
                    .isFalse();
            assertThat(log.warnings()).hasSize(1);
        }
        cache.run(step, () -> "b");
        StepResult<String> result = cache.run(step, new FailingCodec(), () -> "c");

        assertThat(result.value()).isEqualTo("c");
        assertThat(result.decision().describe()).contains("its return value cannot be replayed");
    }

    @Test
    void typeThatSaysNothingOfItsValuesIsRefusedAtOnce() {
        for (Type type : List.of(Object.class, Runnable.class, new TypeReference<List<?>>() {}.getType())) {
            assertThatIllegalArgumentException().isThrownBy(() -> ResultCodec.of(type));
        }
    }

    private static final class FailingCodec implements ResultCodec<String> {
        @Override
        public Optional<RecordedResult> encode(String value) {
            throw new StackOverflowError();
        }

        @Override
        public String decode(Optional<RecordedResult> recorded) {
            throw new IllegalStateException("cannot");
        }
    }
}
