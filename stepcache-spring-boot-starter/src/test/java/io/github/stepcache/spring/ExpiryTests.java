package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason.Expired;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A method whose last run is old enough runs again, by the application's clock (issue 5.7). */
class ExpiryTests {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private Workspace work;
    private ApplicationContextRunner contexts;
    private Instant now = START;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class).withBean("freshness", Freshness.class);
    }

    static class Freshness {
        private Object limit = Duration.ofHours(2);

        public Object getLimit() {
            return limit;
        }

        void limit(Object value) {
            this.limit = value;
        }
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "iso", outputDir = "iso", requiredOutputs = "x", expireAfter = "P1D")
        public void iso() {
            work.run("iso", "iso/x");
        }

        @CachedStep(name = "simple", outputDir = "simple", requiredOutputs = "x", expireAfter = "90m")
        public void simple() {
            work.run("simple", "simple/x");
        }

        @CachedStep(name = "placed", outputDir = "placed", requiredOutputs = "x", expireAfter = "${app.max-age:12h}")
        public void placed() {
            work.run("placed", "placed/x");
        }

        @CachedStep(name = "bean", outputDir = "bean", requiredOutputs = "x", expireAfter = "#{@freshness.limit}")
        public void bean() {
            work.run("bean", "bean/x");
        }

        @CachedStep(
                name = "argument",
                outputDir = "argument",
                requiredOutputs = "x",
                parameters = CachedStep.NO_PARAMETERS,
                expireAfter = "#{#days}d")
        public void argument(String days) {
            work.run("argument", "argument/x");
        }

        @CachedStep(name = "never", outputDir = "never", requiredOutputs = "x")
        public void never() {
            work.run("never", "never/x");
        }
    }

    @Test
    void durationsAreIsoOrSimple() {
        expires(Steps::iso, Duration.ofDays(1));
        expires(Steps::simple, Duration.ofMinutes(90));
    }

    @Test
    void durationsTakePlaceholdersBeansAndArguments() {
        expires(Steps::placed, Duration.ofHours(12));
        contexts = contexts.withPropertyValues("app.max-age=PT3H");
        expires(Steps::placed, Duration.ofHours(3));
        expires(Steps::bean, Duration.ofHours(2));
        expires(steps -> steps.argument("7"), Duration.ofDays(7));
    }

    @Test
    void otherDurationTakesEffectAtOnceThoughDeclarationsAreKept() {
        contexts.withBean(Clock.class, this::clock).run(context -> {
            Steps steps = context.getBean(Steps.class);
            Freshness freshness = context.getBean(Freshness.class);
            steps.bean();
            steps.argument("7");
            now = START.plus(Duration.ofHours(1));
            steps.bean();
            steps.argument("1");
            assertThat(work.runs()).containsExactly("bean", "argument");

            freshness.limit("30m");
            steps.bean();
            assertThat(context.getBean(Decisions.class).last().reasons())
                    .containsExactly(new Expired(START, Duration.ofMinutes(30), Optional.of(now)));
            now = START.plus(Duration.ofDays(6));
            steps.argument("7");
            steps.argument("1");
            assertThat(work.runs()).containsExactly("bean", "argument", "bean", "argument");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "1 ", "x", "d", "P", "P1M", "1w", "1 d", "99999999999999999999d", "9223372036854775807d"
            })
    void valueThatIsNoDurationIsRefusedAndNamed(String text) {
        contexts.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    context.getBean(Freshness.class).limit(text);
                    context.getBean(Steps.class).bean();
                })
                .withMessageContaining(
                        Steps.class.getName() + ".bean: \"#{@freshness.limit}\" is refused: expireAfter \"" + text
                                + "\" is refused: write it as an ISO-8601 duration such as \"P1D\""));
        assertThat(work.runs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void durationThatIsNotMoreThanZeroIsRefused(String days) {
        contexts.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(Steps.class).argument(days))
                .withMessageContaining(Steps.class.getName() + ".argument: \"#{#days}d\" is refused: Expiry after PT"));
    }

    @Test
    void clockOfTheApplicationTells() {
        contexts.withBean(Clock.class, this::clock).run(context -> {
            context.getBean(Steps.class).iso();
            context.getBean(Steps.class).never();
            assertThat(completedAt()).isEqualTo(START);

            now = START.minusSeconds(1);
            context.getBean(Steps.class).iso();
            context.getBean(Steps.class).never();

            assertThat(work.runs()).containsExactly("iso", "never", "iso");
        });
    }

    @Test
    void clockOfTheSystemTellsWhereTheApplicationHasSeveral() {
        contexts.withBean("one", Clock.class, this::clock)
                .withBean("other", Clock.class, Clock::systemUTC)
                .run(context -> {
                    Instant before = Instant.now();
                    context.getBean(Steps.class).iso();

                    assertThat(completedAt()).isBetween(before.minusSeconds(1), Instant.now());
                });
    }

    @Test
    void primaryClockTellsWhereTheApplicationHasSeveral() {
        contexts.withBean("one", Clock.class, this::clock, definition -> definition.setPrimary(true))
                .withBean("other", Clock.class, Clock::systemUTC)
                .run(context -> {
                    context.getBean(Steps.class).iso();

                    assertThat(completedAt()).isEqualTo(START);
                });
    }

    private Instant completedAt() {
        String text = work.read("iso/.iso.manifest.json").replaceFirst("(?s).*\"completed_at\": \"(.*?)\".*", "$1");
        return Instant.parse(text.replace("+00:00", "Z"));
    }

    /** See that a call counts until this long after it, and no longer. */
    private void expires(Consumer<Steps> call, Duration limit) {
        contexts.withBean(Clock.class, this::clock).run(context -> {
            Steps steps = context.getBean(Steps.class);
            Decisions decisions = context.getBean(Decisions.class);
            now = START;
            call.accept(steps);
            now = START.plus(limit).minusNanos(1);
            call.accept(steps);
            assertThat(decisions.last().isFresh()).isTrue();

            now = START.plus(limit);
            call.accept(steps);
            assertThat(decisions.last().reasons()).containsExactly(new Expired(START, limit, Optional.of(now)));
        });
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
