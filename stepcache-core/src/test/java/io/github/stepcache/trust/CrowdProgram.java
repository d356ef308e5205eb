package io.github.stepcache.trust;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.StepSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * What a {@link CrowdProcess} runs: for each line that it is sent, a way and a directory, all its threads call the step
 * in that directory at once, and each prints what it got.
 */
final class CrowdProgram {

    static final String LOCK = ".o.s.lock";
    static final String RUNS = "runs";
    static final String STARTED = "started";
    static final String GO = "go";
    static final String INSIDE = "inside";

    static final StepSpec STEP = StepSpec.named("s")
            .inputs("in")
            .outputDir(Path.of("o"))
            .requiredOutputs("a", "b")
            .build();

    private final Path base;
    private final Way way;

    private CrowdProgram(Path base, Way way) {
        this.base = base;
        this.way = way;
    }

    /** What the step does beside its work. */
    enum Way {
        PLAIN,
        /** The first run of all fails. */
        FAILING_AT_FIRST,
        /** Each call runs. */
        FORCED,
        /** The step deletes its output directory, with all in it, and makes a new one. */
        WIPING,
        /** The step writes half of its outputs, and the others when the file {@link #GO} is there. */
        WAITING
    }

    public static void main(String[] arguments) throws Exception {
        int size = Integer.parseInt(arguments[0]);
        ExecutorService threads = Executors.newFixedThreadPool(size);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            CrowdProgram program = new CrowdProgram(Path.of(words[1]), Way.valueOf(words[0]));
            StepCache cache = StepCache.builder()
                    .baseDir(program.base)
                    .force(program.way == Way.FORCED)
                    .build();
            CountDownLatch allAreHere = new CountDownLatch(size);
            List<Callable<String>> calls = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                calls.add(() -> {
                    allAreHere.countDown();
                    allAreHere.await();
                    System.out.println("calling");
                    System.out.println(program.call(cache));
                    return "";
                });
            }
            threads.invokeAll(calls);
        }
        threads.shutdown();
    }

    private String call(StepCache cache) {
        try {
            StepResult<String> result = cache.run(STEP, this::work);
            String reasons = result.decision().reasons().stream()
                    .map(StaleReason::getClass)
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining("+"));
            boolean complete = way == Way.FORCED || areOutputsOf(result.value());
            return (complete ? "" : "IN")
                    + (result.executed() ? "COMPLETE RAN " : "COMPLETE SKIPPED ")
                    + result.value()
                    + " "
                    + reasons;
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private boolean areOutputsOf(String value) throws IOException {
        return Files.readString(base.resolve("o/a")).equals("a of " + value)
                && Files.readString(base.resolve("o/b")).equals("b of " + value);
    }

    private String work() throws IOException {
        Instant start = Instant.now();
        Files.createFile(base.resolve(INSIDE)); // the proof: it fails if another run is there
        String value = UUID.randomUUID() + "@" + start;
        Files.writeString(base.resolve(RUNS), value + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (way == Way.WIPING) {
            wipe(base.resolve("o"));
            Files.createDirectory(base.resolve("o"));
        }
        Files.writeString(base.resolve("o/a"), "a of " + value);
        if (way == Way.WAITING) {
            Files.createFile(base.resolve(STARTED));
            Awaitility.await().forever().pollInterval(1, MILLISECONDS).until(() -> Files.exists(base.resolve(GO)));
        }
        Files.writeString(base.resolve("o/b"), "b of " + value);
        boolean fails = way == Way.FAILING_AT_FIRST && Files.notExists(base.resolve(STARTED));
        if (fails) {
            Files.createFile(base.resolve(STARTED));
        }
        Files.delete(base.resolve(INSIDE));
        if (fails) {
            throw new IOException("FAILED " + value);
        }
        return value;
    }

    private static void wipe(Path directory) throws IOException {
        try (var content = Files.newDirectoryStream(directory)) {
            for (Path file : content) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.delete(directory);
    }
}
