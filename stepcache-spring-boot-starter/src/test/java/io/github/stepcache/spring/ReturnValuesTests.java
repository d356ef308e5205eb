package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What a step returned is given back when it is skipped (contract 7.3). */
class ReturnValuesTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class, Reports.class);
    }

    record Row(
            String name, int count, LocalDate day, @Nullable Path file) {}

    enum Outcome {
        GOOD,
        BAD {}
    }

    record Holder(Object value) {}

    private static final Row ROW = new Row("a", 1, LocalDate.of(2024, 2, 29), Path.of("x/y"));

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "string", outputDir = "out")
        public String string() {
            work.run("string");
            return "a\n\"b\" \uD83D\uDE00";
        }

        @CachedStep(name = "number", outputDir = "out")
        public int number() {
            work.run("number");
            return 7;
        }

        @CachedStep(name = "long-number", outputDir = "out")
        public long longNumber() {
            work.run("long-number");
            return Long.MAX_VALUE;
        }

        @CachedStep(name = "fraction", outputDir = "out")
        public double fraction() {
            work.run("fraction");
            return 0.1;
        }

        @CachedStep(name = "truth", outputDir = "out")
        public boolean truth() {
            work.run("truth");
            return true;
        }

        @CachedStep(name = "row", outputDir = "out")
        public Row row() {
            work.run("row");
            return ROW;
        }

        @CachedStep(name = "rows", outputDir = "out")
        public List<Row> rows() {
            work.run("rows");
            return List.of(ROW, new Row("b", 2, LocalDate.EPOCH, null));
        }

        @CachedStep(name = "groups", outputDir = "out")
        public Map<String, List<Row>> groups() {
            work.run("groups");
            return Map.of("one", List.of(ROW), "none", List.of());
        }

        @CachedStep(name = "some", outputDir = "out")
        public Optional<Row> some() {
            work.run("some");
            return Optional.of(ROW);
        }

        @CachedStep(name = "empty", outputDir = "out")
        public Optional<Row> empty() {
            work.run("empty");
            return Optional.empty();
        }

        @CachedStep(name = "outcome", outputDir = "out")
        public Outcome outcome() {
            work.run("outcome");
            return Outcome.BAD;
        }

        @CachedStep(name = "nothing", outputDir = "out")
        public @Nullable Row nothing() {
            work.run("nothing");
            return null;
        }

        @CachedStep(name = "path", outputDir = "out")
        public Path path() {
            work.run("path");
            return Path.of("x/y");
        }

        @CachedStep(name = "numbers", outputDir = "out")
        public int[] numbers() {
            work.run("numbers");
            return new int[] {1, 2};
        }

        @CachedStep(name = "done", outputDir = "out")
        public void done() {
            work.run("done");
        }

        @CachedStep(name = "unfaithful", outputDir = "out")
        public Collection<String> unfaithful() {
            work.run("unfaithful");
            return Set.of("a");
        }

        @CachedStep(name = "hidden", outputDir = "out")
        public Holder hidden() {
            work.run("hidden");
            return new Holder(LocalDate.EPOCH);
        }
    }

    abstract static class Source<T, K> {
        final Workspace work;

        Source(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "one", outputDir = "out")
        public T one() {
            work.run("one");
            return make();
        }

        @CachedStep(name = "all", outputDir = "out")
        public Map<K, List<Optional<T>>> all() {
            work.run("all");
            return Map.of(key(), List.of(Optional.of(make())));
        }

        abstract T make();

        abstract K key();
    }

    static class Reports extends Source<Row, Outcome> {
        Reports(Workspace work) {
            super(work);
        }

        @Override
        Row make() {
            return ROW;
        }

        @Override
        Outcome key() {
            return Outcome.BAD;
        }
    }

    @Test
    void valueIsReplayedAsItsType() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertReplayed(steps, Steps::string);
            assertReplayed(steps, Steps::number);
            assertReplayed(steps, Steps::longNumber);
            assertReplayed(steps, Steps::fraction);
            assertReplayed(steps, Steps::truth);
            assertReplayed(steps, Steps::row);
            assertReplayed(steps, Steps::rows);
            assertReplayed(steps, Steps::groups);
            assertReplayed(steps, Steps::some);
            assertReplayed(steps, Steps::empty);
            assertReplayed(steps, Steps::outcome);
            assertReplayed(steps, Steps::path);
            assertReplayed(steps, Steps::numbers);
        });
    }

    @Test
    void nullIsReplayedAsNull() {
        contexts.run(context -> {
            assertThat(context.getBean(Steps.class).nothing()).isNull();
            assertThat(context.getBean(Steps.class).nothing()).isNull();
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void stepThatReturnsNothingIsSkipped() {
        contexts.run(context -> {
            context.getBean(Steps.class).done();
            context.getBean(Steps.class).done();
            assertThat(work.runs()).hasSize(1);
        });
    }

    @Test
    void typeThatASuperclassLeavesOpenIsThatOfTheBean() {
        contexts.run(context -> {
            Reports reports = context.getBean(Reports.class);
            assertReplayed(reports, Reports::one);
            assertReplayed(reports, Reports::all);
        });
    }

    @Test
    void valueThatWouldComeBackDifferentIsNotRemembered() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertThat(steps.unfaithful()).isEqualTo(Set.of("a"));
            assertThat(steps.unfaithful()).isEqualTo(Set.of("a"));
            assertThat(steps.hidden()).isEqualTo(new Holder(LocalDate.EPOCH));
            assertThat(steps.hidden()).isEqualTo(new Holder(LocalDate.EPOCH));
            assertThat(work.runs()).hasSize(4);
            assertThat(context.getBean(Decisions.class).notRemembered()).hasSize(4);
        });
    }

    private <S, T> void assertReplayed(S steps, Function<S, T> call) {
        int runs = work.runs().size();
        T first = call.apply(steps);
        T second = call.apply(steps);

        assertThat(work.runs()).as("runs for " + first).hasSize(runs + 1);
        assertThat(second).isEqualTo(first);
    }
}
