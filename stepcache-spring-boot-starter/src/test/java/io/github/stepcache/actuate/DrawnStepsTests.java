package io.github.stepcache.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the endpoint shows the steps hang together. */
class DrawnStepsTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("raw/a.csv", "1");
    }

    @Test
    void graphIsShownAsJson() {
        endpoint((endpoint, pipeline) -> {
            pipeline.clean();
            pipeline.report(2023);
            assertThat(endpoint.get("/graph/json"))
                    .hasStatusOk()
                    .hasContentType("application/json")
                    .bodyJson()
                    .isStrictlyEqualTo("""
                            {
                              "nodes": [
                                {"id": "clean", "name": "clean", "outcome": "stale", "exact": true},
                                {"id": "export-#{#year}", "name": "export-#{#year}", "exact": false},
                                {"id": "report-#{#year}", "name": "report-#{#year}", "outcome": "stale", "exact": false}
                              ],
                              "edges": [
                                {"from": "clean", "to": "report-#{#year}", "links": [{
                                  "input": "out/clean/rows.csv",
                                  "output": "out/clean/rows.csv",
                                  "kind": "required-output"
                                }]}
                              ],
                              "cycles": []
                            }""");
        });
    }

    @Test
    void graphIsShownForMermaidAndGraphviz() {
        endpoint((endpoint, pipeline) -> {
            StepSpec named =
                    StepSpec.named("données-数").outputDir(Path.of("out/named")).build();
            endpoint.context().getBean(StepCache.class).run(named, () -> work.run("named"));
            assertThat(endpoint.get("/graph/mermaid"))
                    .hasStatusOk()
                    .hasContentType("text/vnd.mermaid;charset=UTF-8")
                    .bodyText()
                    .startsWith("flowchart LR\n")
                    .contains("données-数");
            assertThat(endpoint.get("/graph/dot"))
                    .hasStatusOk()
                    .hasContentType("text/vnd.graphviz;charset=UTF-8")
                    .bodyText()
                    .startsWith("digraph steps {\n")
                    .contains("\"clean\" -> \"report-#{#year}\"", "données-数");
        });
    }

    @Test
    void otherFormatsAndViewsAreNotFound() {
        endpoint((endpoint, pipeline) -> {
            for (String path : List.of("/graph/png", "/graph/JSON", "/graph/json/x", "/clean/json", "/plan/json")) {
                assertThat(endpoint.get(path)).as(path).hasStatus(404);
            }
        });
    }

    private void endpoint(BiConsumer<Endpoint, Pipeline> test) {
        Endpoint.in(Endpoint.contexts(work), test);
    }
}
