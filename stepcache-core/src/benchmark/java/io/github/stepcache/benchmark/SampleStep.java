package io.github.stepcache.benchmark;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A step that reads a directory and leaves one small file, and the cache that it runs in. */
public final class SampleStep {

    /** What knows that an input is unchanged. */
    public enum Evidence {
        /** Its inode, size and times, where they are those on record. */
        INDEX,
        /** Its bytes. */
        CONTENT
    }

    private final Path output;
    private final StepSpec spec;
    private final StepCache cache;

    /**
     * Declare the step, of which no code counts.
     *
     * @param base the directory below which everything lies
     * @param inputs the directory to read, relative to it
     * @param evidence how the cache is to see that they are unchanged
     */
    public SampleStep(Path base, String inputs, Evidence evidence) {
        this(base, inputs, evidence, CodeFingerprint.none());
    }

    /** Declare the step, whose code counts. */
    SampleStep(Path base, String inputs, Evidence evidence, CodeFingerprint code) {
        Path outputs = Path.of("out", Path.of(inputs).getFileName() + "-" + evidence);
        this.output = base.resolve(outputs).resolve("done.txt");
        this.spec = StepSpec.named("sample")
                .inputs(inputs)
                .outputDir(outputs)
                .requiredOutputs("done.txt")
                .code(code)
                .build();
        this.cache = StepCache.builder()
                .baseDir(base)
                .fingerprint(evidence == Evidence.INDEX ? FingerprintMode.INDEX : FingerprintMode.CONTENT)
                .build();
    }

    /** Run the step, if it has not been run before, so that from now on it is fresh. */
    public void remember() throws IOException {
        StepResult<@Nullable Void> result = cache.run(spec, () -> {
            Files.writeString(output, "done");
        });
        if (!result.remembered() && result.executed()) {
            throw new IOException("The run of the sample step is not remembered");
        }
    }

    /** Do the whole check that this is all about. */
    public String check() throws IOException {
        Decision decision = cache.check(spec);
        if (!decision.isFresh()) {
            throw new IOException("The sample step is not fresh: " + decision.describe());
        }
        return "fresh";
    }
}
