package io.github.stepcache.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.demo.console.StepRecorder;
import io.github.stepcache.demo.console.StepRow;
import io.github.stepcache.demo.console.StepRow.Outcome;
import io.github.stepcache.demo.files.Workspace;
import io.github.stepcache.graph.StepEdge;
import io.github.stepcache.plan.Plan;
import io.github.stepcache.plan.PlannedStep;
import io.github.stepcache.plan.StepOutlook;
import io.github.stepcache.spring.DeclaredSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What a plan says of the pipeline, and what the run that follows does. */
class PlanTests {

    private static final List<String> CELLS =
            List.of("Turkey vulture", "1990-01-08", "T-38A", "Thigpen", "ABE,ATL,853");

    @TempDir
    Path baseDir;

    @Test
    void thePipelineIsKnownFromItsDeclarations() throws IOException {
        RawData.copyTo(baseDir);
        run();

        try (ConfigurableApplicationContext context = start("--spring.batch.job.enabled=false")) {
            DeclaredSteps steps = context.getBean(DeclaredSteps.class);
            Map<String, Set<String>> reads = steps.graph().edges().stream()
                    .collect(Collectors.groupingBy(
                            StepEdge::to, Collectors.mapping(StepEdge::from, Collectors.toSet())));
            assertThat(reads)
                    .isEqualTo(Map.of(
                            "strikes", Set.of("clean-#{#dataset}"),
                            "traffic", Set.of("clean-#{#dataset}"),
                            "report", Set.of("clean-#{#dataset}", "dictionary", "strikes", "traffic")));
            assertThat(plan(context).toText())
                    .containsPattern("(?m)^dictionary +fresh: ")
                    .containsPattern("(?m)^clean-#\\{#dataset} +needs arguments$")
                    .containsPattern("(?m)^strikes +may run: waits for 'clean-#\\{#dataset}'$");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theRunThatFollowsAPlanDoesNotDisagree(long seed) throws IOException {
        Random random = new Random(seed);
        Workspace workspace = RawData.copyTo(baseDir);
        Set<String> said = new HashSet<>();
        for (int round = 0; round < 8; round++) {
            String[] arguments = arguments(random);
            Map<String, String> before = tree();
            Plan plan;
            try (ConfigurableApplicationContext context =
                    start(Stream.concat(Stream.of(arguments), Stream.of("--spring.batch.job.enabled=false"))
                            .toArray(String[]::new))) {
                plan = plan(context);
            }
            assertThat(tree()).as("the plan has written nothing").isEqualTo(before);
            Set<String> ran = run(arguments);
            for (PlannedStep planned : plan.steps()) {
                said.add(planned.outlook().phrase());
                String what = "seed %d, round %d, %s%n%s".formatted(seed, round, planned.id(), plan.toText());
                if (planned.outlook() instanceof StepOutlook.Fresh) {
                    assertThat(ran).as(what).doesNotContain(planned.id());
                } else if (planned.outlook() instanceof StepOutlook.WillRun) {
                    assertThat(ran).as(what).contains(planned.id());
                }
            }
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                edit(workspace, random);
            }
        }
        assertThat(said).contains("fresh", "will run", "may run", "needs arguments");
    }

    private static String[] arguments(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new String[] {"--stepcache.force-steps=strikes,clean-a*"};
            case 1 -> new String[] {"--stepcache.artifact-versions.pipeline=2"};
            default -> new String[0];
        };
    }

    /** Change a cell of the raw data, or the source page, or change or delete something that a step has left. */
    private void edit(Workspace workspace, Random random) throws IOException {
        if (random.nextBoolean()) {
            String cell = CELLS.get(random.nextInt(CELLS.size()));
            try (Stream<Path> raw = Files.list(workspace.raw())) {
                for (Path file : raw.toList()) {
                    Files.writeString(file, Files.readString(file).replaceFirst(cell, cell.replace('1', '2')));
                }
            }
            Files.writeString(workspace.sources(), Files.readString(workspace.sources()) + random.nextInt(3));
            return;
        }
        List<Path> left;
        try (Stream<Path> files = Files.walk(baseDir.resolve("out"))) {
            left = files.filter(Files::isRegularFile).sorted().toList();
        }
        Path file = left.get(random.nextInt(left.size()));
        if (random.nextBoolean()) {
            Files.delete(file);
        } else {
            Files.writeString(file, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1) + "\n");
        }
    }

    private static Plan plan(ConfigurableApplicationContext context) {
        return context.getBean(DeclaredSteps.class).plan(context.getBean(StepCache.class));
    }

    /** Run the pipeline, and name the steps that were not skipped. */
    private Set<String> run(String... arguments) {
        try (ConfigurableApplicationContext context = start(arguments)) {
            return context.getBean(StepRecorder.class).rows().stream()
                    .filter(row -> row.outcome() != Outcome.FRESH)
                    .map(StepRow::step)
                    .collect(Collectors.toSet());
        }
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return SpringApplication.run(
                DemoApplication.class,
                Stream.concat(Stream.of(arguments), Stream.of("--stepcache.base-dir=" + baseDir))
                        .toArray(String[]::new));
    }

    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(baseDir)) {
            for (Path path : paths.toList()) {
                tree.put(path.toString(), Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
        }
        return tree;
    }
}
