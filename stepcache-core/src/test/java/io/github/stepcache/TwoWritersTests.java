package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.trust.Harm;
import io.github.stepcache.trust.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes keep what they leave under one key, again and again, and it is something else each time: whoever restores
 * it meanwhile gets what one run has left, and never a mixture.
 */
class TwoWritersTests {

    private static final int ROUNDS = 60;
    private static final List<String> FILES =
            IntStream.range(0, 6).mapToObj(i -> "parts/" + i + ".txt").toList();

    @TempDir
    private Path around;

    /** One of the writers; its directory, and that of the store. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] args) throws IOException {
            try (OutputStore outputs = OutputStore.in(Path.of(args[1])).build()) {
                StepCache cache = cache(Path.of(args[0]), outputs, true);
                for (int i = 0; i < ROUNDS; i++) {
                    cache.run(step(), () -> work(Path.of(args[0])));
                }
            }
        }
    }

    @Test
    void whoeverRestoresGetsWhatOneRunHasLeft() throws Exception {
        Tally tally = new Tally("two writers of one key");
        Path store = around.resolve("store");
        List<String> bases = new ArrayList<>();
        for (String name : List.of("one", "two", "reader")) {
            Path raw = Files.createDirectories(around.resolve(name).resolve("raw"));
            Files.writeString(raw.resolve("a.csv"), "the same");
            bases.add(Objects.requireNonNull(raw.getParent()).toString());
        }
        try (OutputStore outputs = OutputStore.in(store).build();
                ChildJvm one = ChildJvm.start(Writer.class, bases.get(0), store.toString());
                ChildJvm two = ChildJvm.start(Writer.class, bases.get(1), store.toString())) {
            Path base = Path.of(bases.get(2));
            StepCache cache = cache(base, outputs, false);
            while (one.isAlive() || two.isAlive()) {
                for (String file : FILES) {
                    Files.deleteIfExists(base.resolve("out").resolve(file));
                }
                StepResult<String> result = cache.run(step(), () -> work(base));
                boolean restored = result.decision() instanceof Decision.Restored;
                tally.tried(restored ? "restored" : "run");
                for (String file : FILES) {
                    String content = Files.readString(base.resolve("out").resolve(file));
                    boolean mixed = !content.equals(result.value() + " in " + file);
                    tally.check(Harm.WRONG_OUTPUT, mixed, result.value() + " has " + content);
                }
            }
            assertThat(List.of(one.exitCode(), two.exitCode())).containsExactly(0, 0);
        }
        tally.finish();
        assertThat(tally.count("restored")).isGreaterThan(10);
        assertThat(tally.count("run")).isLessThanOrEqualTo(3);
        try (Stream<Path> left = Files.list(store.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private static String work(Path base) throws IOException {
        String token = UUID.randomUUID().toString();
        for (String file : FILES) {
            Path path = base.resolve("out").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, token + " in " + file);
        }
        return token;
    }

    private static StepSpec step() {
        return StepSpec.named("dice")
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs("parts")
                .build();
    }

    private static StepCache cache(Path base, OutputStore outputs, boolean force) {
        return StepCache.builder().baseDir(base).force(force).store(outputs).build();
    }
}
