package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step in a real directory whose decisions are compared: through its index, and by content alone, which is the truth. */
public final class IndexedStep {

    private static final long CLOCK_STEPS = 25_000_000;

    private final Path base;
    private final StepSpec spec;
    private final String[] excludes;

    /**
     * Make a step.
     *
     * @param base the base directory, without links
     * @param spec its declaration, which has one required output, {@code o}
     * @param excludes what the cache leaves out of inputs
     */
    public IndexedStep(Path base, StepSpec spec, String... excludes) {
        this.base = base;
        this.spec = spec;
        this.excludes = excludes;
    }

    /** Declare the step that most tests use. */
    public static StepSpec.Builder declare(String... inputs) {
        return StepSpec.named("s").inputs(inputs).outputDir(Path.of("out")).requiredOutputs("o");
    }

    /** The file of its index. */
    public Path index() {
        return files().index();
    }

    /** Run it once all times prove something, and see that it is remembered. */
    public void remember() throws IOException {
        settle(base);
        assertThat(run().remembered()).isTrue();
        settle(base);
    }

    /** Run it, if it is stale. */
    public StepResult<@Nullable Void> run() throws IOException {
        Path output = base.resolve(spec.outputDir()).resolve("o");
        return cache(FingerprintMode.INDEX).run(spec, () -> {
            Files.writeString(output, "result");
        });
    }

    /** Tell whether the index proves, unread, that the inputs are what they were. */
    public boolean isProved() {
        Optional<FingerprintIndex> index = new IndexFile(files()).read();
        return index.isPresent() && index.get().inputs().holds(base, HashThreads.ofAllProcessors(), ReadWatch.NONE);
    }

    /** Decide through the index, and see that it is decided as by content, with the same reasons. */
    public Decision decide() {
        Decision indexed = cache(FingerprintMode.INDEX).check(spec);
        Decision content = cache(FingerprintMode.CONTENT).check(spec);
        assertThat(indexed.describe()).isEqualTo(content.describe());
        return indexed;
    }

    /** Decide with another declaration than the one that was run. */
    public Decision decideAs(IndexedStep other) {
        return new IndexedStep(base, other.spec, other.excludes).decide();
    }

    /** Wait until the clock has gone on since anything in a tree was changed, and since large files were complete. */
    public static void settle(Path tree) {
        long newest = newestChange(tree);
        while (FileStamps.now() < newest + CLOCK_STEPS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long newestChange(Path tree) {
        try (Stream<Path> paths = Files.walk(tree)) {
            long newest = 0;
            for (Path path : (Iterable<Path>) paths::iterator) {
                FileStamp stamp = FileStamp.of(path, LinkOption.NOFOLLOW_LINKS);
                newest = Math.max(newest, stamp.changed() + stamp.size() * FileStamps.SLOW_PACE);
            }
            return newest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StepFiles files() {
        return new StepFiles(base.resolve(spec.manifestDir()), spec.name());
    }

    private StepCache cache(FingerprintMode mode) {
        StepCacheBuilder builder = StepCache.builder().baseDir(base).fingerprint(mode);
        return builder.excludes(excludes).build();
    }
}
