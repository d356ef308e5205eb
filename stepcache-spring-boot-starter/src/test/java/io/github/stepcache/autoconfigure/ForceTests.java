package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Startup;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Forced steps run whatever their state, and are remembered all the same (contract 6.5, 7.5). */
class ForceTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        start();
        assertThat(work.runs()).containsExactly("clean-a", "clean-b", "report");
    }

    static class Pipeline {
        private final Workspace work;

        Pipeline(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "clean-#{#data}", outputDir = "out", requiredOutputs = "#{#data}")
        public void clean(String data) {
            work.run("clean-" + data, "out/" + data);
        }

        @CachedStep(name = "report", outputDir = "out", requiredOutputs = "report")
        public void report() {
            work.run("report", "out/report");
        }
    }

    @Test
    void nothingRunsUnforced() {
        assertThat(runsOf()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--force", "--force=true", "--force=", "--stepcache.force=true"})
    void allStepsAreForced(String argument) {
        assertThat(runsOf(argument)).containsExactly("clean-a", "clean-b", "report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--force=false", "--stepcache.force=false", "force", "-force"})
    void nothingIsForced(String argument) {
        assertThat(runsOf(argument)).isEmpty();
    }

    @Test
    void stepsAreForcedByName() {
        assertThat(runsOf("--stepcache.force-steps=report")).containsExactly("report");
    }

    @Test
    void stepsAreForcedByGlob() {
        assertThat(runsOf("--stepcache.force-steps=clean-*,nosuch")).containsExactly("clean-a", "clean-b");
    }

    @Test
    void forcedStepsAreRememberedAndTheReasonIsGiven() {
        try (ConfigurableApplicationContext context = run("--force")) {
            assertThat(context.getBean(Decisions.class).last().reasons()).containsExactly(new StaleReason.Forced());
            assertThat(context.getBean(Decisions.class).notRemembered()).isEmpty();
        }
        assertThat(runsOf()).isEmpty();
    }

    private List<String> runsOf(String... arguments) {
        int before = work.runs().size();
        start(arguments);
        return work.runs().subList(before, work.runs().size());
    }

    private void start(String... arguments) {
        run(arguments).close();
    }

    private ConfigurableApplicationContext run(String... arguments) {
        ConfigurableApplicationContext context = Startup.of(work, List.of(Pipeline.class), arguments);
        Pipeline pipeline = context.getBean(Pipeline.class);
        pipeline.clean("a");
        pipeline.clean("b");
        pipeline.report();
        return context;
    }
}
