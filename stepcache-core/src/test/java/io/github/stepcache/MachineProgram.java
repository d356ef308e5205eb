package io.github.stepcache;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.s3.S3Server;
import io.github.stepcache.store.s3.S3Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A machine for a {@link ChildJvm}: a chain of steps in a folder of its own, over inputs that come and go, with a store of its
 * own in front of a bucket that others share. Prints what became of each step, and whether its outputs are right.
 */
final class MachineProgram {

    static final int STEPS = 4;
    static final String GO = "go";

    private final Path base;

    private MachineProgram(Path base) {
        this.base = base;
    }

    /** Takes the machine's folder, the server's address, and the inputs to work with, in their order. */
    public static void main(String[] args) throws Exception {
        MachineProgram machine = new MachineProgram(Path.of(args[0]).resolve("work"));
        Files.createDirectories(machine.base.resolve("in"));
        S3Store bucket = S3Store.in(S3Server.BUCKET)
                .endpoint(URI.create(args[1]))
                .pathStyle(true)
                .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                .build();
        try (OutputStore store = OutputStore.in(Path.of(args[0]).resolve("store"))
                .remote(bucket)
                .push(true)
                .build()) {
            StepCache cache =
                    StepCache.builder().baseDir(machine.base).store(store).build();
            Path go = Path.of(args[0]).resolveSibling(GO);
            Awaitility.await().pollInterval(1, MILLISECONDS).until(() -> Files.exists(go));
            for (String input : args[2].split(",", -1)) {
                machine.runAll(cache, input);
            }
        }
    }

    private void runAll(StepCache cache, String input) throws IOException {
        Files.writeString(base.resolve("in/a"), input);
        for (int step = 0; step < STEPS; step++) {
            int number = step;
            StepResult<String> result = cache.run(spec(step), () -> work(number));
            boolean right = result.value().equals(text(step, input))
                    && outputs(step).equals(outputsOf(number, text(step, input)));
            String what =
                    result.executed() ? "ran" : result.decision().getClass().getSimpleName();
            System.out.println(step + " " + input + " " + what + (right ? "" : " WRONG"));
        }
    }

    private static StepSpec spec(int step) {
        return StepSpec.named("step-" + step)
                .inputs(step == 0 ? "in" : "out/" + (step - 1))
                .outputDir(Path.of("out", String.valueOf(step)))
                .requiredOutputs("result.txt", "parts")
                .build();
    }

    /** It reads what the step before left, and leaves a text and some files, the names of which depend on it. */
    private String work(int step) throws IOException {
        String before = Files.readString(base.resolve(step == 0 ? "in/a" : "out/" + (step - 1) + "/result.txt"));
        String text = step + "(" + before + ")";
        Path out = base.resolve("out").resolve(String.valueOf(step));
        Files.createDirectories(out.resolve("parts"));
        try (Stream<Path> old = Files.list(out.resolve("parts"))) {
            for (Path file : (Iterable<Path>) old::iterator) {
                Files.delete(file);
            }
        }
        for (var output : outputsOf(step, text).entrySet()) {
            Files.writeString(out.resolve(output.getKey()), output.getValue());
        }
        return text;
    }

    private static String text(int step, String input) {
        return step + "(" + (step == 0 ? input : text(step - 1, input)) + ")";
    }

    private static SortedMap<String, String> outputsOf(int step, String text) {
        SortedMap<String, String> outputs = new TreeMap<>();
        outputs.put("result.txt", text);
        for (int part = 0; part < 10; part++) {
            outputs.put(
                    "parts/" + part + "-" + text.length() + "-" + text.hashCode() % 97, text.repeat(part * 500 + step));
        }
        return outputs;
    }

    private SortedMap<String, String> outputs(int step) throws IOException {
        Path out = base.resolve("out").resolve(String.valueOf(step));
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                String name = out.relativize(path).toString();
                if (!name.startsWith(".")) {
                    found.put(name, Files.readString(path));
                }
            }
        }
        return found;
    }
}
