package io.github.stepcache.trust;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.StepCache;
import io.github.stepcache.fingerprint.IndexedStep;
import io.github.stepcache.step.StepSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Random;

/** A process that edits inputs, keeping their size and time, and runs the step that reads them, whenever it is told to. */
final class IndexProgram {

    private static final FileTime MODIFIED = FileTime.fromMillis(987_654_321_123L);
    private static final String[] INPUTS = {"in/a", "in/b", "in/sub/c"};
    private static final int MOST_ROUNDS = 4;

    static final StepSpec STEP = IndexedStep.declare("in").build();

    private IndexProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path base = Path.of(arguments[0]);
        StepCache cache = StepCache.builder().baseDir(base).build();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String seed = orders.readLine(); seed != null; seed = orders.readLine()) {
            editAndRun(base, cache, new Random(Long.parseLong(seed)));
            System.out.println("done");
        }
    }

    /** Edit and run a few times, at the same time as another process does. */
    static void editAndRun(Path base, StepCache cache, Random random) throws IOException {
        for (int rounds = 1 + random.nextInt(MOST_ROUNDS); rounds > 0; rounds--) {
            if (random.nextInt(3) > 0) {
                Path input = base.resolve(INPUTS[random.nextInt(INPUTS.length)]);
                Files.writeString(input, String.valueOf((char) ('a' + random.nextInt(3))));
                Files.setLastModifiedTime(input, MODIFIED);
            }
            cache.run(STEP, () -> {
                Files.writeString(base.resolve("out/o"), inputs(base));
            });
        }
    }

    /** Tell, while nobody else is at work, whether the step is fresh over outputs that are not those of its inputs. */
    static boolean isFalseFresh(Path base) throws IOException {
        return StepCache.builder().baseDir(base).build().check(STEP).isFresh()
                && (!StepCache.builder()
                                .baseDir(base)
                                .fingerprint(FingerprintMode.CONTENT)
                                .build()
                                .check(STEP)
                                .isFresh()
                        || !Files.readString(base.resolve("out/o")).equals(inputs(base)));
    }

    private static String inputs(Path base) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String input : INPUTS) {
            all.append(Files.readString(base.resolve(input)));
        }
        return all.toString();
    }
}
