package io.github.stepcache.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.history.Calls;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void restoredCallIsShownWithItsStoreAndWhyItWasStale() {
        endpoint((endpoint, pipeline) -> {
            StepSpec spec = StepSpec.named("load").outputDir(Path.of("out")).build();
            StepJournal journal = endpoint.context().getBean(StepJournal.class);
            new Calls().restored(journal, spec, Duration.ofSeconds(2), "s3://cache/birds", Calls.changed(1));

            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.steps[3].lastCall")
                    .asMap()
                    .containsEntry("outcome", "restored")
                    .containsEntry("restoredFrom", "s3://cache/birds")
                    .containsEntry("timeSaved", "PT2S")
                    .containsEntry("unchangedSince", "2026-11-21T08:00:00Z")
                    .containsEntry("reasonCount", 1);
            assertThat(endpoint.get(""))
                    .bodyJson()
                    .extractingPath("$.totals")
                    .asMap()
                    .containsEntry("calls", 1)
                    .containsEntry("restored", 1)
                    .containsEntry("ran", 0)
                    .containsEntry("timeSaved", "PT2S");
            assertThat(endpoint.get("/graph/mermaid"))
                    .bodyText()
                    .contains("[\"load\"]:::restored", "classDef restored fill:#bfdce3");
            assertThat(endpoint.get("/graph/dot")).bodyText().contains("fillcolor=\"#bfdce3\" class=\"restored\"");
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
    }

    static class Lazy {
        @CachedStep(name = "lazy", inputs = "#{@catalog.dir()}", outputDir = "out/lazy", requiredOutputs = "x")
        public void run() {}
    }
}
