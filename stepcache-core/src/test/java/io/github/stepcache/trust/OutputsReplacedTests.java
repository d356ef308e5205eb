package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.OutputUnreadable;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that were exchanged for something of another kind, at the level of the cache (5.1, 5.2). */
class OutputsReplacedTests {

    @TempDir
    private Path base;

    private final StepSpec spec = StepSpec.named("report")
            .outputDir(Path.of("out"))
            .requiredOutputs("report.txt", "parts/*.csv")
            .build();

    @BeforeEach
    void run() throws IOException {
        cache(OutputVerification.CONTENT).run(spec, this::work);
        assertThat(reasons(OutputVerification.CONTENT)).isEmpty();
    }

    @Test
    void lastMatchOfAGlobThatIsGoneIsMissing() throws IOException {
        Files.delete(base.resolve("out/parts/1.csv"));

        assertThat(reasons(OutputVerification.CONTENT))
                .containsExactly(new OutputMissing("parts/*.csv"), new OutputMissing("parts/1.csv"));
        assertThat(reasons(OutputVerification.EXISTS)).containsExactly(new OutputMissing("parts/*.csv"));
    }

    /** Nobody but root may read such a file, and root reads it as before. */
    @Test
    void outputWhosePermissionsAreGoneIsUnreadableForAllWhomTheyStop() throws IOException {
        Path file = base.resolve("out/report.txt");
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));

        List<StaleReason> reasons = reasons(OutputVerification.CONTENT);
        if (Files.isReadable(file)) {
            assertThat(reasons).isEmpty();
        } else {
            assertThat(reasons).hasOnlyElementsOfType(OutputUnreadable.class).hasSize(1);
        }
        assertThat(reasons(OutputVerification.EXISTS)).isEmpty();
        Files.setPosixFilePermissions(file, before);
        assertThat(reasons(OutputVerification.CONTENT)).isEmpty();
    }

    @Test
    void outputDirectoryThatBecameALinkToItselfElsewhereIsStillTheSame() throws IOException {
        Files.move(base.resolve("out"), base.resolve("disk"));
        Files.createSymbolicLink(base.resolve("out"), Path.of("disk"));

        assertThat(reasons(OutputVerification.CONTENT)).isEmpty();
    }

    @Test
    void outputThatWasReplacedByALinkIsRunAgainOverTheLink() throws IOException {
        Path precious = Files.writeString(base.resolve("precious"), "the report");
        Files.delete(base.resolve("out/report.txt"));
        Files.createSymbolicLink(base.resolve("out/report.txt"), precious);

        assertThat(cache(OutputVerification.CONTENT).run(spec, this::work).executed())
                .isTrue();
        assertThat(precious).as("the step wrote it, and nobody else").hasContent("the report");
        assertThat(reasons(OutputVerification.CONTENT)).isEmpty();
        Files.writeString(precious, "edited");
        assertThat(reasons(OutputVerification.CONTENT)).hasSize(1);
    }

    private StepCache cache(OutputVerification verification) {
        return StepCache.builder().baseDir(base).verifyOutputs(verification).build();
    }

    private List<StaleReason> reasons(OutputVerification verification) {
        return cache(verification).check(spec).reasons();
    }

    private void work() throws IOException {
        Files.createDirectories(base.resolve("out/parts"));
        Files.writeString(base.resolve("out/parts/1.csv"), "1");
        Files.writeString(base.resolve("out/report.txt"), "the report");
    }
}
