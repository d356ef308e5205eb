package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cache can be built with. */
class StepCacheBuilderTests {

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void lockTimeoutThatIsNotMoreThanZeroIsRefused(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepCache.builder().lockTimeout(Duration.ofSeconds(seconds)))
                .withMessageContaining("more than zero");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../outside", "/absolute", "a/../..", "[a"})
    void excludeThatLeavesTheBaseDirectoryOrCannotBeParsedIsRefused(String exclude) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepCache.builder().excludes(exclude).build());
    }

    @Test
    void baseDirectoryIsTheWorkingDirectoryUnlessOneIsGiven() {
        StepSpec step = StepSpec.named("here")
                .inputs("pom.xml")
                .outputDir(Path.of("no-such-directory"))
                .build();

        assertThat(StepCache.builder().build().check(step).describe())
                .doesNotContain("pom.xml")
                .contains("no-such-directory");
    }

    @Test
    void builderThatIsUsedAgainDoesNotChangeWhatItBuilt(@TempDir Path base) {
        Pipeline pipeline = Pipeline.in(base);
        StepCacheBuilder builder = pipeline.settings();
        StepCache cache = builder.build();
        builder.force(true)
                .artifactVersion("later", "1")
                .excludes("raw")
                .forceSteps("*")
                .enabled(false);
        pipeline.run(cache);

        assertThat(pipeline.run(cache).executed()).isFalse();
    }

    @Test
    void manifestTakesItsTimeFromTheClock(@TempDir Path base) {
        Pipeline pipeline = Pipeline.in(base);
        Instant noon = Instant.parse("2026-11-22T12:00:00.123456Z");
        pipeline.run(pipeline.settings()
                .clock(Clock.fixed(noon, ZoneOffset.ofHours(5)))
                .build());

        assertThat(pipeline.manifest())
                .isInstanceOfSatisfying(
                        ManifestLookup.Found.class,
                        found -> assertThat(found.manifest())
                                .extracting(Manifest::completedAt, Manifest::state)
                                .containsExactly(noon, Manifest.State.COMPLETE));
        assertThat(pipeline.read(Pipeline.MANIFEST)).contains("\"completed_at\": \"2026-11-22T12:00:00.123456+00:00\"");
    }
}
