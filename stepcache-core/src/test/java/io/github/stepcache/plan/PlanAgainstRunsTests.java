package io.github.stepcache.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.graph.StepGraph;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over random pipelines and edits: no step runs that was to be skipped, and none is skipped that was to run. */
class PlanAgainstRunsTests {

    @TempDir
    Path base;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theRunThatFollowsAPlanDoesNotDisagree(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 4; i++) {
            write("src/" + i + ".csv", "first");
        }
        List<StepSpec> steps = pipeline(random);
        StepCache cache = StepCache.builder().baseDir(base).build();
        Map<String, Integer> seen = new HashMap<>();
        for (int round = 0; round < 15; round++) {
            Plan plan = plan(cache, steps);
            Set<String> ran = new HashSet<>();
            for (StepSpec step : steps) {
                if (cache.run(step, () -> work(step)).executed()) {
                    ran.add(step.name());
                }
            }
            for (PlannedStep planned : plan.steps()) {
                String what = "seed %d, round %d, %s%n%s".formatted(seed, round, planned.id(), plan.toText());
                seen.merge(planned.outlook().phrase(), 1, Integer::sum);
                if (planned.outlook() instanceof StepOutlook.Fresh) {
                    assertThat(ran).as(what).doesNotContain(planned.id());
                } else if (planned.outlook() instanceof StepOutlook.WillRun) {
                    assertThat(ran).as(what).contains(planned.id());
                }
            }
            edit(random);
        }
        assertThat(seen.keySet()).contains("fresh", "will run", "may run");
    }

    private Plan plan(StepCache cache, List<StepSpec> steps) {
        Map<String, StepCheck> checks = new HashMap<>();
        steps.forEach(step -> checks.put(step.name(), new StepCheck.Decided(cache.check(step))));
        return Plan.of(StepGraph.of(steps, base), checks);
    }

    /** Each step reads sources, and what some of the steps before it leave, in one of many ways to say so. */
    private static List<StepSpec> pipeline(Random random) {
        List<StepSpec> steps = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean shared = random.nextInt(3) == 0;
            StepSpec.Builder step = StepSpec.named("s" + i)
                    .outputDir(Path.of(shared ? "out" : "out/" + i))
                    .requiredOutputs("x" + i + ".csv", random.nextBoolean() ? "parts" + i : "parts" + i + "/*.csv");
            step.inputs("src/" + random.nextInt(4) + ".csv");
            for (int inputs = random.nextInt(3); inputs > 0 && i > 0; inputs--) {
                int before = random.nextInt(i);
                Path directory = steps.get(before).outputDir();
                step.inputs(
                        switch (random.nextInt(6)) {
                            case 0 -> directory + "/x" + before + ".csv";
                            case 1 -> directory + "/parts" + before;
                            case 2 -> directory + "/*" + before + ".csv";
                            case 3 -> "out/**/x" + before + ".csv";
                            case 4 -> "out/**/[a-c]?" + before + ".csv";
                            default -> directory + "/extra" + before + ".txt";
                        });
            }
            steps.add((random.nextInt(4) == 0 ? step.extensions(".csv") : step).build());
        }
        return steps;
    }

    /** Write outputs that depend on the inputs, but are often the same for others. */
    private void work(StepSpec step) throws IOException {
        InputReader inputs = new InputReader(
                base, KeyPatterns.excludes(List.of(), base.getFileSystem()), KnownFiles.none(), new HashThreads(1));
        int result = Math.floorMod(
                inputs.read(step, OwnFiles.of(step, base)).hashes().toString().hashCode(), 3);
        String number = step.name().substring(1);
        String directory = step.outputDir() + "/";
        write(directory + "x" + number + ".csv", "x" + result);
        write(directory + "parts" + number + "/ab" + number + ".csv", "part");
        write(directory + "extra" + number + ".txt", "extra" + result);
    }

    private void edit(Random random) throws IOException {
        for (int edits = random.nextInt(3); edits > 0; edits--) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(base)) {
                files = all.filter(Files::isRegularFile).sorted().toList();
            }
            Path file = files.get(random.nextInt(files.size()));
            if (random.nextBoolean() || file.startsWith(base.resolve("src"))) {
                Files.writeString(file, "edit" + random.nextInt(3));
            } else {
                Files.delete(file);
            }
        }
    }

    private void write(String file, String content) throws IOException {
        Path path = base.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
