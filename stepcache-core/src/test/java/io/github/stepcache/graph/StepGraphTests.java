package io.github.stepcache.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.graph.StepLink.Kind;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of how steps hang together, from their declarations alone. */
class StepGraphTests {

    private static final Path BASE = Path.of("/base");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    out/a            | x.csv         | out/a/x.csv
                    out/a            | parts/*.csv   | out/**/x.csv
                    out/a            | x.csv         | out/a
                    out/a            | x.csv         | out
                    out/a            | x.csv         | .
                    out/a            | parts         | out/a/parts/x/y.csv
                    out/a            | *             | out/a/parts/x/y.csv
                    out/a            | x.csv         | /base/out/a/x.csv
                    /base/out/a      | x.csv         | out/./b/../a/x.csv
                    out/a            | [a-c].csv     | out/a/[c-e].csv
                    out/a            | {x,y}.csv     | out/a/y.*
                    out/a            | {x,y/z}.csv   | out/a/**/*
                    OUT/A            | X.csv         | out/a/x.CSV
                    out/a            | é.csv         | out/a/?.csv
                    out/a            | x[1].csv      | out/a/x[1].csv
                    out/a            | x\\[1\\].csv  | out/a/x[[]1].csv
                    /elsewhere       | x.csv         | /elsewhere/*.csv
                    """)
    void inputThatCanBeARequiredOutputIsAnEdge(String outputDir, String output, String input) {
        StepGraph graph = graph(step("a", outputDir, List.of(output)), step("b", "z", List.of("z"), input));

        assertThat(graph.edges()).singleElement().satisfies(edge -> {
            assertThat(edge.from() + "->" + edge.to()).isEqualTo("a->b");
            assertThat(edge.links()).extracting(StepLink::kind).containsExactly(Kind.REQUIRED_OUTPUT);
            assertThat(edge.links()).extracting(StepLink::input).containsExactly(input);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    out/a            | x.csv         | data/x.csv
                    out/a            | x.csv         | out/ab/x.csv
                    out/a            | x.csv         | out/*.csv
                    out/a            | x.csv         | out/b*/*.csv
                    out/a            | x.csv         | /elsewhere/out/a/x.csv
                    /elsewhere       | x.csv         | out/**
                    out/[b]          | x.csv         | out/b/x.csv
                    """)
    void inputThatLiesElsewhereIsNone(String outputDir, String output, String input) {
        assertThat(graph(step("a", outputDir, List.of(output)), step("b", "z", List.of("z"), input))
                        .edges())
                .isEmpty();
    }

    @Test
    void inputThatNobodyMustLeaveComesFromTheNearestOutputDirectory() {
        StepGraph graph = graph(
                step("outer", "out", List.of("x.csv")),
                step("inner", "out/inner", List.of("x.csv")),
                step("reader", "z", List.of("z"), "out/inner/log.txt"));

        assertThat(edges(graph)).containsExactly("inner->reader OUTPUT_DIRECTORY");
    }

    @Test
    void stepWithoutRequiredOutputsMayLeaveAnythingInItsDirectory() {
        StepGraph graph = graph(
                step("a", "out/a", List.of()),
                step("b", "out/b", List.of("x.csv")),
                step("reader", "z", List.of("z"), "out"));

        assertThat(edges(graph)).containsExactly("a->reader OUTPUT_DIRECTORY", "b->reader REQUIRED_OUTPUT");
    }

    @Test
    void stepsOfOneDirectoryAreToldApartByTheirRequiredOutputs() {
        StepGraph graph = graph(
                step("a", "out", List.of("a.csv"), "data.csv"),
                step("b", "out", List.of("b.csv"), "out/a.csv"),
                step("c", "out", List.of("c.csv"), "out/b.csv"));

        assertThat(edges(graph)).containsExactly("a->b REQUIRED_OUTPUT", "b->c REQUIRED_OUTPUT");
        assertThat(graph.cycles()).isEmpty();
        assertThat(graph.upstream("c")).containsExactlyInAnyOrder("a", "b");
        assertThat(graph.order()).containsExactly("a", "b", "c");
    }

    @Test
    void requiredOutputsOfAnotherSuffixAndHiddenOnesAreNotRead() {
        StepSpec.Builder reader =
                StepSpec.named("reader").outputDir(Path.of("z")).inputs("out/*");
        StepGraph graph = StepGraph.of(
                List.of(
                        step("json", "out", List.of("*.json")),
                        step("hidden", "out", List.of(".x.csv")),
                        step("csv", "out", List.of("x.csv")),
                        reader.extensions(".csv").build()),
                BASE);

        assertThat(edges(graph))
                .contains("csv->reader REQUIRED_OUTPUT")
                .doesNotContain("hidden->reader REQUIRED_OUTPUT");
    }

    @Test
    void stepThatReadsItsOwnDirectoryDoesNotDependOnItself() {
        assertThat(graph(step("a", "out/a", List.of("x.csv"), "out/a", "out/**/*.csv"))
                        .edges())
                .isEmpty();
    }

    @Test
    void inputsThatAreNoFilesLeadNowhere() {
        StepSpec reader = StepSpec.named("reader")
                .outputDir(Path.of("z"))
                .inputSource("classpath:out/a/x.csv", () -> List.<InputContent>of())
                .build();

        assertThat(StepGraph.of(List.of(step("a", "out/a", List.of("x.csv")), reader), BASE)
                        .edges())
                .isEmpty();
    }

    @Test
    void whereTheManifestLiesMakesNoDifference() {
        StepSpec apart = step("a", "out/a", List.of("x.csv")).toBuilder()
                .manifestDir(Path.of("records"))
                .build();

        assertThat(StepGraph.of(List.of(apart, step("b", "z", List.of("z"), "records")), BASE)
                        .edges())
                .isEmpty();
    }

    @Test
    void stepsThatNeedArgumentsMayWriteWhateverTheirTemplatesLeaveOpen() {
        StepOutline clean =
                new StepOutline("clean-x", List.of("data/**.csv"), Set.of(), "out/**", List.of("**.jsonl"), false);
        StepOutline stats =
                new StepOutline("stats-x", List.of("out/**/x.jsonl"), Set.of(), "out/**", List.of("stats.json"), false);
        StepGraph graph = StepGraph.ofOutlines(
                List.of(clean, stats, StepOutline.of(step("report", "z", List.of("z"), "out/a/stats.json"))), BASE);

        assertThat(edges(graph)).containsExactly("clean-x->stats-x REQUIRED_OUTPUT", "stats-x->report REQUIRED_OUTPUT");
    }

    @Test
    void stepThatMayWriteAnywhereIsTakenByItsRequiredOutputs() {
        StepOutline export = new StepOutline("export", List.of(), Set.of(), "**", List.of("x.csv"), false);

        assertThat(edges(StepGraph.ofOutlines(
                        List.of(
                                export,
                                StepOutline.of(step("a", "z", List.of("z"), "/any/place/x.csv")),
                                StepOutline.of(step("b", "y", List.of("y"), "/any/place/y.csv"))),
                        BASE)))
                .containsExactly("export->a REQUIRED_OUTPUT");
    }

    @Test
    void cyclesAreNamedWithTheirPaths() {
        StepGraph graph = graph(
                step("first", "out/first", List.of("x"), "data"),
                step("a", "out/a", List.of("x"), "out/c/x", "out/first"),
                step("b", "out/b", List.of("x"), "out/a/x"),
                step("c", "out/c", List.of("x"), "out/b/x"),
                step("last", "out/last", List.of("x"), "out/c"));

        assertThat(graph.cycles()).singleElement().satisfies(cycle -> {
            assertThat(cycle.certain()).isTrue();
            assertThat(cycle.edges()).extracting(StepEdge::from).containsExactly("a", "b", "c");
            assertThat(cycle.describe())
                    .startsWith(
                            "step \"b\" reads what step \"a\" writes (input \"out/a/x\" can be output \"out/a/x\"),");
        });
        assertThat(graph.order()).hasSize(5).startsWith("first").endsWith("last");
        assertThat(graph.upstream("b")).containsExactlyInAnyOrder("first", "a", "c");
    }

    @Test
    void stepsOfOneNameHaveDifferentIds() {
        StepGraph graph =
                graph(step("a", "one", List.of("x")), step("b", "z", List.of("z")), step("a", "two", List.of()));

        assertThat(graph.nodes()).extracting(StepNode::id).containsExactly("a in one", "b", "a in two");
    }

    @Test
    void longChainsAreNoDeepRecursion() {
        List<StepSpec> chain = new ArrayList<>();
        for (int i = 300; i > 0; i--) {
            chain.add(step("s" + i, "out/" + i, List.of("x"), "out/" + (i - 1) + "/x"));
        }
        StepGraph graph = StepGraph.of(chain, BASE);

        assertThat(graph.edges()).hasSize(299);
        assertThat(graph.order()).startsWith("s1", "s2").endsWith("s300");
        assertThat(graph.cycles()).isEmpty();
    }

    @Test
    void picturesAreEscapedAndColoured() {
        StepOutline template = new StepOutline("clean-#{#x[\"y\"]}", List.of(), Set.of(), "out/a", List.of("x"), false);
        StepGraph graph = StepGraph.ofOutlines(
                List.of(template, StepOutline.of(step("report", "z", List.of("z"), "out/a/x"))), BASE);

        assertThat(graph.toMermaid(Map.of("report", "will run"))).isEqualTo("""
                        flowchart LR
                            s1[["clean-#35;#123;#35;x#91;#34;y#34;#93;#125;"]]
                            s2["report"]:::will-run
                            s1 --> s2
                            classDef will-run fill:#f6d5a7,stroke:#666,color:#222
                        """);
        assertThat(graph.toDot(Map.of("report", "fresh"))).isEqualTo("""
                        digraph steps {
                            rankdir=LR;
                            node [shape=box];
                            "clean-#{#x[\\"y\\"]}" [peripheries=2];
                            "report" [style=filled fillcolor="#bfe3c6" class="fresh"];
                            "clean-#{#x[\\"y\\"]}" -> "report";
                        }
                        """);
    }

    private static StepGraph graph(StepSpec... steps) {
        return StepGraph.of(List.of(steps), BASE);
    }

    private static StepSpec step(String name, String outputDir, List<String> outputs, String... inputs) {
        return StepSpec.named(name)
                .outputDir(Path.of(outputDir))
                .requiredOutputs(outputs.toArray(String[]::new))
                .inputs(inputs)
                .build();
    }

    private static List<String> edges(StepGraph graph) {
        return graph.edges().stream()
                .flatMap(edge -> edge.links().stream().map(link -> edge.from() + "->" + edge.to() + ' ' + link.kind()))
                .toList();
    }
}
