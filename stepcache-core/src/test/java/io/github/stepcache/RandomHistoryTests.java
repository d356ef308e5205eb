package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.trust.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise itself (contract 1): whatever happened before, a step that was skipped cannot be told from one that ran.
 * Random histories of edits, failures, crashes and errors of the file system; after each call that gives a value, that
 * value and the outputs must be those of the inputs as they are now.
 */
class RandomHistoryTests {

    private static final int LENGTH = 40;

    private final Faults faults = new Faults();
    private final FaultyFileSystem files = new FaultyFileSystem(faults);
    private final Path base = files.reliable("/base");
    private final Pipeline pipeline = new Pipeline(base);
    private final List<String> history = new ArrayList<>();
    private Random random = new Random(0);
    private String version = "1";
    private String year = "2023";
    private boolean outputsAreDeclared;
    private int skipped;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Effort.of(60, 10_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void skippingCannotBeToldFromRunning(long seed) throws IOException {
        random = new Random(seed);
        outputsAreDeclared = seed % 2 == 0;
        pipeline.write("raw/a.csv", "a").write("raw/b.csv", "b");
        for (int i = 0; i < LENGTH; i++) {
            happen();
        }
        callAndVerify("run", cache());
        callAndVerify("run", cache());
        assertThat(skipped).as("skipped after seed %s, %s", seed, history).isPositive();
    }

    private void happen() throws IOException {
        switch (random.nextInt(16)) {
            case 0, 1 -> edit("raw/" + any("a", "b") + ".csv", any("a", "b"));
            case 2 -> delete("raw/b.csv");
            case 3 -> version = any("1", "2");
            case 4 -> year = any("2023", "2024");
            case 5 -> tamper();
            case 6 -> delete(Pipeline.MANIFEST);
            case 7 -> call("fail", any(cache(), settings().force(true).build()), true);
            case 8 -> callAndDie();
            case 9 -> callUnderFaults(any(Faults.Kind.values()));
            case 10 -> callAndVerify("force", settings().force(true).build());
            case 11 -> callAndVerify("bypass", settings().enabled(false).build());
            case 12 -> {
                history.add("forget");
                cache().forget(step());
            }
            default -> callAndVerify("run", cache());
        }
    }

    /** Only outputs that are declared are looked after. */
    private void tamper() throws IOException {
        if (outputsAreDeclared && random.nextBoolean()) {
            edit(any("out/report.txt", "out/parts/a.csv", "out/parts/z.csv"), any("", "tampered"));
        } else if (outputsAreDeclared) {
            delete(any("out/report.txt", "out/parts/b.csv"));
        }
    }

    /** The process ends in the middle of the step. */
    private void callAndDie() {
        history.add("die");
        try {
            any(cache(), settings().force(true).build()).run(step(), () -> {
                pipeline.write("out/report.txt", "half a report");
                faults.plan(Faults.Kind.KILL, 1);
                return base.resolve(files.faulty(base).toRealPath().toString());
            });
        } catch (IOException | Faults.Killed e) {
            history.add(e.getClass().getSimpleName());
        }
        faults.heal();
    }

    private void callUnderFaults(Faults.Kind kind) throws IOException {
        int operation = 1 + random.nextInt(150);
        StepCache cache =
                random.nextBoolean() ? cache() : settings().force(true).build();
        faults.plan(kind, operation);
        call(kind + " at " + operation, cache, random.nextInt(4) == 0);
        faults.heal();
        Thread.interrupted();
    }

    private void callAndVerify(String what, StepCache cache) throws IOException {
        history.add(what);
        StepResult<String> result = cache.run(step(), () -> work(false));
        skipped += result.executed() ? 0 : 1;
        String after = "after " + history + ", " + result.decision().describe();
        assertThat(result.value()).as(after).isEqualTo("value of " + expected());
        assertThat(pipeline.read("out/report.txt")).as(after).isEqualTo("report of " + expected());
        assertThat(content("out/parts")).as(after).isEqualTo(content("raw"));
    }

    /** Call the step, and do not care how it ends. */
    private void call(String what, StepCache cache, boolean fails) {
        history.add(what);
        try {
            cache.run(step(), () -> Interrupts.heldBack(() -> work(fails)));
        } catch (IOException | RuntimeException | Faults.Killed e) {
            history.add(e.getClass().getSimpleName());
        }
    }

    private String work(boolean fails) throws IOException {
        pipeline.write("out/report.txt", "half a report");
        for (String part : content("out/parts").keySet()) {
            Files.delete(base.resolve("out/parts").resolve(part));
        }
        if (fails) {
            throw new IOException("failed");
        }
        Files.createDirectories(base.resolve("out/parts"));
        content("raw").forEach((name, text) -> pipeline.write("out/parts/" + name, text));
        pipeline.write("out/report.txt", "report of " + expected());
        return "value of " + expected();
    }

    private String expected() throws IOException {
        return content("raw") + " in version " + version + " for " + year;
    }

    private SortedMap<String, String> content(String directory) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        if (Files.isDirectory(base.resolve(directory))) {
            try (Stream<Path> found = Files.list(base.resolve(directory))) {
                found.forEach(file -> content.put(
                        file.getFileName().toString(), pipeline.read(directory + "/" + file.getFileName())));
            }
        }
        return content;
    }

    private StepSpec step() {
        String[] required = outputsAreDeclared ? new String[] {"report.txt", "parts"} : new String[0];
        return StepSpec.named("report")
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs(required)
                .artifactVersion("schema", version)
                .parameter("year", year)
                .build();
    }

    private StepCacheBuilder settings() {
        return StepCache.builder().baseDir(files.faulty(base)).lockTimeout(Duration.ofSeconds(10));
    }

    private StepCache cache() {
        return settings().build();
    }

    private void edit(String file, String content) {
        history.add("edit " + file + " to '" + content + "'");
        pipeline.write(file, content);
    }

    private void delete(String file) throws IOException {
        history.add("delete " + file);
        Files.deleteIfExists(base.resolve(file));
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
