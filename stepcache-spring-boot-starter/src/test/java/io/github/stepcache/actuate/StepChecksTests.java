package io.github.stepcache.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the endpoint finds out anew about one step. */
class StepChecksTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("raw/a.csv", "1");
    }

    @Test
    void checkNamesEachFileThatChanged() {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            assertThat(endpoint.get("/clean"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.fresh")
                    .isEqualTo(true);

            work.write("raw/a.csv", "2");
            for (int i = 0; i < 250; i++) {
                work.write("raw/b" + i + ".csv", "");
            }
            assertThat(endpoint.get("/clean"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check")
                    .asMap()
                    .containsEntry("fresh", false)
                    .containsEntry("reasonCount", 251);
            assertThat(endpoint.get("/clean"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons")
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(251);
            assertThat(endpoint.get("/clean"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[?(@.type=='input-changed')]")
                    .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                    .singleElement()
                    .satisfies(reason -> {
                        assertThat(reason.get("subject")).isEqualTo("raw/a.csv");
                        assertThat(reason.get("recorded")).asString().hasSize(64);
                        assertThat(reason.get("current")).asString().hasSize(64);
                        assertThat(reason.get("description")).asString().startsWith("input \"raw/a.csv\" changed");
                    });
        });
    }

    @Test
    void runOfAnEarlierProcessIsChecked() {
        endpoint((endpoint, pipeline) -> pipeline.clean());
        endpoint((endpoint, pipeline) -> assertThat(endpoint.get("/clean"))
                .bodyJson()
                .extractingPath("$.steps[0]")
                .asMap()
                .doesNotContainKey("lastCall")
                .extractingByKey("check", InstanceOfAssertFactories.MAP)
                .containsEntry("fresh", true)
                .containsKey("unchangedSince"));
    }

    @Test
    void stepThatNeededArgumentsIsCheckedAsItWasSeen() {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            pipeline.report(2023);
            pipeline.report(2024);
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[*].name")
                    .isEqualTo(List.of("clean", "export-#{#year}", "report-#{#year}", "report-2023", "report-2024"));
            work.write("out/report/2023/report.html", "edited");
            assertThat(endpoint.get("/report-2023"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[*].type")
                    .isEqualTo(List.of("output-changed"));
            assertThat(endpoint.get("/report-2024"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.fresh")
                    .isEqualTo(true);
            assertThat(endpoint.get("/{step}", "report-#{#year}"))
                    .bodyJson()
                    .extractingPath("$.steps[0]")
                    .asMap()
                    .containsEntry("needsArguments", true)
                    .doesNotContainKeys("lastCall", "check");
        });
    }

    /** A call would run it, though its files are as they were. */
    @Test
    void lostReturnValueIsNotFresh() {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            pipeline.report(2024);
            StepSpec sameWithoutValue = StepSpec.named("report-2024")
                    .inputs("out/clean/rows.csv")
                    .outputDir(Path.of("out/report/2024"))
                    .requiredOutputs("report.html")
                    .parameter("year", "2024")
                    .build();
            StepCache other =
                    StepCache.builder().baseDir(work.dir()).force(true).build();
            other.run(sameWithoutValue, () -> work.run("other"));
            assertThat(endpoint.get("/report-2024"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[*].type")
                    .isEqualTo(List.of("code-not-recorded", "result-unavailable"));
        });
    }

    /** Of such a call, nothing is known but where its manifest would be. */
    @Test
    void callThatWentRoundTheCacheIsNotFresh() {
        endpoint((endpoint, pipeline) -> {
            pipeline.export(1999);
            StepSpec place = StepSpec.named("export-1999")
                    .outputDir(Path.of("out/export/1999"))
                    .build();
            StepCache.builder().baseDir(work.dir()).build().run(place, () -> work.run("other"));
            assertThat(endpoint.get("/export-1999"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[*].type")
                    .isEqualTo(List.of("bypassed"));
        });
    }

    @Test
    void whatCannotBeCheckedIsSaid() {
        endpoint((endpoint, pipeline) -> {
            pipeline.export(2024);
            assertThat(endpoint.get("/export-2024"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.unchecked")
                    .isEqualTo(List.of("its condition"));
        });
    }

    @Test
    void expressionThatFailsIsAProblemOfItsStepOnly() {
        Endpoint.in(
                Endpoint.contexts(work).withBean(Failing.class).withBean("catalog", Catalog.class),
                (endpoint, pipeline) -> {
                    assertThat(endpoint.get("")).hasStatusOk();
                    assertThat(endpoint.get("/failing"))
                            .bodyJson()
                            .extractingPath("$.steps[0].check")
                            .asMap()
                            .doesNotContainKey("fresh")
                            .extractingByKey("problem", InstanceOfAssertFactories.STRING)
                            .isNotEmpty();
                });
    }

    /** What is fresh there says nothing of what a call would find now. */
    @Test
    void stepThatWasCalledElsewhereIsCheckedInItsPresentPlaceToo() {
        Endpoint.in(
                Endpoint.contexts(work).withBean(Moving.class).withBean("place", Place.class), (endpoint, pipeline) -> {
                    endpoint.context().getBean(Moving.class).run();
                    endpoint.context().getBean(Place.class).dir = "two";
                    assertThat(endpoint.get("/moving"))
                            .bodyJson()
                            .extractingPath("$.steps[*].check.fresh")
                            .isEqualTo(List.of(true, false));
                    assertThat(endpoint.get("/moving"))
                            .bodyJson()
                            .extractingPath("$.steps[1]")
                            .asMap()
                            .doesNotContainKey("lastCall");
                });
    }

    private void endpoint(BiConsumer<Endpoint, Pipeline> test) {
        Endpoint.in(Endpoint.contexts(work), test);
    }

    static class Catalog {
        public String broken() {
            throw new IllegalStateException("the catalog is closed");
        }
    }

    static class Place {

        String dir = "one";

        public String dir() {
            return dir;
        }
    }

    static class Moving {

        private final Workspace work;

        Moving(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "moving", inputs = "raw", outputDir = "#{@place.dir()}", requiredOutputs = "x")
        public void run() {
            work.run("moving", work.dir().resolve("one/x").toString());
        }
    }

    static class Failing {
        @CachedStep(name = "failing", inputs = "#{@catalog.broken()}", outputDir = "out/failing", requiredOutputs = "x")
        public void run() {}
    }
}
