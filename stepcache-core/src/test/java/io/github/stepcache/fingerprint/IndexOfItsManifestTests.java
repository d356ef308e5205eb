package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index lies beside its manifest, wherever that is, and counts for this one manifest alone. */
class IndexOfItsManifestTests {

    private static final int SIZE = 8 << 20;
    private static final String OTHER = "0".repeat(64);
    private static final String EDIT =
            "touch -r in/a.csv ref; printf X | dd of=in/a.csv conv=notrunc status=none; touch -r ref in/a.csv";

    private final Path base;
    private final Project project;
    private final StepSpec spec = IndexedStep.declare("in").build();
    private final IndexedStep step;

    IndexOfItsManifestTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
        this.project = new Project(base);
        this.step = new IndexedStep(base, spec);
    }

    @BeforeEach
    void writeALargeInput() throws IOException {
        project.directory("in");
        Files.write(base.resolve("in/a.csv"), new byte[SIZE]);
    }

    @Test
    void manifestElsewhereHasItsIndexBesideItAndNothingIsReadAgain() throws IOException {
        StepSpec elsewhere =
                IndexedStep.declare("in").manifestDir(Path.of("records")).build();
        project.directory("out");
        IndexedStep recorded = new IndexedStep(base, elsewhere);
        recorded.remember();

        assertThat(recorded.index()).isEqualTo(base.resolve("records/.s.index")).exists();
        assertThat(base.resolve("out")).isDirectoryNotContaining("glob:**/.*");
        assertThat(bytesReadToCheck(elsewhere)).isLessThan(SIZE / 2);
        assertThat(recorded.decide().isFresh()).isTrue();

        project.shell(EDIT);

        assertThat(recorded.decide().isFresh()).isFalse();
    }

    @Test
    void indexDoesNotCountForAManifestThatTheReferenceWroteOverTheSameHashes() throws IOException {
        step.remember();
        assertThat(bytesReadToCheck(spec)).isLessThan(SIZE / 2);

        saveAsTheReference(recordedHashes());

        assertThat(bytesReadToCheck(spec)).isGreaterThanOrEqualTo(SIZE);
        assertThat(step.decide().isFresh()).isTrue();

        project.shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
    }

    @Test
    void indexDoesNotCountForAManifestThatTheReferenceWroteOverOtherHashes() throws IOException {
        step.remember();
        String hash = recordedHashes().getOrDefault("in/a.csv", "none");

        saveAsTheReference(Map.of("in/a.csv", OTHER));

        assertThat(bytesReadToCheck(spec)).isGreaterThanOrEqualTo(SIZE);
        assertThat(step.decide().reasons()).containsExactly(new StaleReason.InputChanged("in/a.csv", OTHER, hash));
    }

    /** The reference ran on what the input is now, in the same microsecond as we ran on what it was. */
    @Test
    void indexDoesNotCountForAnotherManifestOfTheSameMoment() throws IOException {
        step.remember();
        String completedAt = completedAt();
        SortedMap<String, String> before = recordedHashes();
        SortedMap<String, String> hashes = new TreeMap<>(before);
        hashes.put("in/b.csv", OTHER);
        saveAsTheReference(hashes);
        Path manifest = base.resolve("out/.s.manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace(completedAt(), completedAt));

        assertThat(bytesReadToCheck(spec)).isGreaterThanOrEqualTo(SIZE);
        assertThat(step.decide().reasons()).containsExactly(new StaleReason.InputRemoved("in/b.csv"));
    }

    /** Write the manifest as the reference does after a run of its own: byte for byte, and without a lock or an index. */
    private void saveAsTheReference(Map<String, String> hashes) throws IOException {
        StepManifests.save("s", base.resolve("out"), hashes, Map.of(), Map.of());
    }

    private SortedMap<String, String> recordedHashes() {
        return ((ManifestLookup.Found) StepManifests.read("s", base.resolve("out")))
                .manifest()
                .inputHashes();
    }

    private String completedAt() throws IOException {
        Matcher field = Pattern.compile("\"completed_at\": \"(.*)\"")
                .matcher(Files.readString(base.resolve("out/.s.manifest.json")));
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private long bytesReadToCheck(StepSpec asked) throws IOException {
        StepCache cache = StepCache.builder().baseDir(base).build();
        return BytesRead.by(() -> cache.check(asked));
    }
}
