package io.github.stepcache.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the endpoint shows on the web. */
class StepCacheEndpointTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("raw/a.csv", "1");
    }

    @Test
    void declaredStepsAreListedBeforeTheyAreCalled() {
        endpoint((endpoint, pipeline) -> {
            assertThat(endpoint.get(""))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.steps[*].name")
                    .isEqualTo(List.of("clean", "export-#{#year}", "report-#{#year}"));
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[0]")
                    .asMap()
                    .containsEntry("declaredBy", Pipeline.class.getName() + ".clean")
                    .containsEntry("needsArguments", false)
                    .containsEntry("inputs", List.of("raw"))
                    .containsEntry("outputDir", "out/clean")
                    .containsEntry("requiredOutputs", List.of("rows.csv"))
                    .doesNotContainKeys("lastCall", "check");
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[2]")
                    .asMap()
                    .containsEntry("needsArguments", true)
                    .containsEntry("outputDir", "out/report/**");
        });
    }

    @Test
    void lastCallIsShownWithItsReasons() {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[0].lastCall")
                    .asMap()
                    .containsEntry("outcome", "stale")
                    .containsEntry("inputFiles", 1)
                    .containsKeys("startedAt", "duration", "filesHashed", "bytesHashed")
                    .doesNotContainKeys("timeSaved", "unchangedSince", "failure");
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[0].lastCall.reasons[*].type")
                    .isEqualTo(List.of("output-directory-missing", "manifest-absent", "output-missing"));

            pipeline.clean();
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[0].lastCall")
                    .asMap()
                    .containsEntry("outcome", "fresh")
                    .containsEntry("reasonCount", 0)
                    .containsKeys("timeSaved", "unchangedSince");
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.totals")
                    .asMap()
                    .containsEntry("calls", 2)
                    .containsEntry("fresh", 1)
                    .containsEntry("ran", 1)
                    .containsKey("timeSaved");
        });
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
                    .isEqualTo(List.of("result-unavailable"));
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
    void stepsOfOneNameAreAllShown() {
        endpoint((endpoint, pipeline) -> {
            StepCache cache = endpoint.context().getBean(StepCache.class);
            for (String directory : List.of("one", "two")) {
                StepSpec spec = StepSpec.named("load")
                        .outputDir(Path.of(directory))
                        .requiredOutputs("x.csv")
                        .build();
                cache.run(spec, () -> work.run("load", work.dir() + "/" + directory + "/x.csv"));
            }
            work.delete("two/x.csv");
            assertThat(endpoint.get("/load"))
                    .bodyJson()
                    .extractingPath("$.steps[*].outputDir")
                    .isEqualTo(List.of("one", "two"));
            assertThat(endpoint.get("/load"))
                    .bodyJson()
                    .extractingPath("$.steps[*].check.fresh")
                    .isEqualTo(List.of(true, false));
            assertThat(endpoint.get("/load"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.unchecked")
                    .isEqualTo(List.of("whether its return value can be replayed"));
        });
    }

    @Test
    void failureIsShown() {
        endpoint((endpoint, pipeline) -> {
            StepCache cache = endpoint.context().getBean(StepCache.class);
            StepSpec spec =
                    StepSpec.named("broken").outputDir(Path.of("out/broken")).build();
            try {
                cache.run(spec, () -> {
                    throw new IllegalStateException("no space");
                });
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("no space");
            }
            assertThat(endpoint.get("/broken"))
                    .bodyJson()
                    .extractingPath("$.steps[0].lastCall")
                    .asMap()
                    .containsEntry("outcome", "failed")
                    .containsEntry("failure", "java.lang.IllegalStateException: no space");
            assertThat(endpoint.get("/broken"))
                    .bodyJson()
                    .extractingPath("$.steps[0].check.reasons[0].type")
                    .isEqualTo("previous-run-failed");
        });
    }

    @Test
    void toLookRunsAndWritesNothing() {
        work.write("out/clean/rows.csv", "old");
        endpoint((endpoint, pipeline) -> {
            SortedMap<String, String> before = Workspace.tree(work.dir());
            for (String path : List.of("", "/clean", "/report-2024", "/graph/json", "/graph/mermaid", "/graph/dot")) {
                endpoint.get(path);
            }
            assertThat(work.runs()).isEmpty();
            assertThat(Workspace.tree(work.dir())).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "clea", "CLEAN", "graph", "../clean", "..%2Fclean", "%2e%2e", "*", "out/clean"})
    void otherNamesAreNotFound(String name) {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            assertThat(endpoint.get("/{step}", name).getResponse().getStatus()).isIn(400, 404);
            assertThat(endpoint.get("/clean")).hasStatusOk();
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

    @Test
    void lazyBeansStayLazy() {
        Endpoint.in(
                Endpoint.contexts(work)
                        .withBean("lazy", Lazy.class, Lazy::new, bean -> bean.setLazyInit(true))
                        .withBean("catalog", Catalog.class, Catalog::new, bean -> bean.setLazyInit(true)),
                (endpoint, pipeline) -> {
                    assertThat(endpoint.get(""))
                            .bodyJson()
                            .extractingPath("$.steps[*].name")
                            .asInstanceOf(InstanceOfAssertFactories.LIST)
                            .contains("lazy");
                    assertThat(endpoint.get("/graph/json")).hasStatusOk();
                    assertThat(endpoint.context().getBeanFactory().containsSingleton("catalog"))
                            .isFalse();
                    assertThat(endpoint.get("/lazy"))
                            .bodyJson()
                            .extractingPath("$.steps[0].check.fresh")
                            .isEqualTo(false);
                    assertThat(endpoint.context().getBeanFactory().containsSingleton("lazy"))
                            .isFalse();
                });
    }

    private void endpoint(BiConsumer<Endpoint, Pipeline> test) {
        Endpoint.in(Endpoint.contexts(work), test);
    }

    static class Catalog {
        public String dir() {
            return "catalog";
        }

        public String broken() {
            throw new IllegalStateException("the catalog is closed");
        }
    }

    static class Lazy {
        @CachedStep(name = "lazy", inputs = "#{@catalog.dir()}", outputDir = "out/lazy", requiredOutputs = "x")
        public void run() {}
    }

    static class Failing {
        @CachedStep(name = "failing", inputs = "#{@catalog.broken()}", outputDir = "out/failing", requiredOutputs = "x")
        public void run() {}
    }
}
