package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.Golden.VERSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference's two functions, as callers see them: {@code save} and {@code isFresh} (3, 4.2). */
class StepManifestsTests {

    @TempDir
    private Path directory;

    private Path outputDir;

    @BeforeEach
    void nameOutputDir() {
        outputDir = directory.resolve("out/report");
    }

    @Test
    void saveCreatesTheDirectoryAndSaysWhereTheManifestIs() throws IOException {
        assertThat(save()).isEqualTo(outputDir.resolve(".report.manifest.json")).isRegularFile();
        assertThat(isFresh()).isTrue();
    }

    @Test
    void saveRecordsWhen() throws IOException {
        save();

        assertThat(StepManifests.read("report", outputDir))
                .isInstanceOfSatisfying(
                        ManifestLookup.Found.class,
                        found -> assertThat(found.manifest().completedAt())
                                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now()));
    }

    @Test
    void savingAgainReplacesTheManifestAndLeavesNothingElse() throws IOException {
        save();
        save(Map.of("other", "0"));

        assertThat(isFresh()).isFalse();
        assertThat(isFresh(Map.of("other", "0"))).isTrue();
        assertThat(names()).containsExactly(".report.manifest.json");
    }

    @Test
    void anOutputDirectoryMayBeALinkToOne() throws IOException {
        Path target = Files.createDirectories(directory.resolve("target"));
        Files.createSymbolicLink(Files.createDirectories(outputDir.getParent()).resolve("report"), target);
        save();

        assertThat(isFresh()).isTrue();
        assertThat(outputDir).isSymbolicLink();
        assertThat(target.resolve(".report.manifest.json")).isRegularFile();
    }

    @Test
    void stepsInOneDirectoryKeepOutOfEachOthersWay() throws IOException {
        save();
        StepManifests.save("report.manifest.json", outputDir, Map.of("a", "1"), Map.of(), Map.of());

        assertThat(isFresh()).isTrue();
    }

    @Test
    void anInputThatIsAddedRemovedOrChangedMakesItStale() throws IOException {
        save(Map.of("a", "1", "b", "2"));

        assertThat(isFresh(Map.of("b", "2", "a", "1"))).isTrue();
        assertThat(isFresh(Map.of("a", "1"))).isFalse();
        assertThat(isFresh(Map.of("a", "1", "b", "2", "c", "3"))).isFalse();
        assertThat(isFresh(Map.of("a", "1", "b", "3"))).isFalse();
        assertThat(isFresh(Map.of("a", "2", "b", "1"))).isFalse();
        assertThat(isFresh(Map.of())).isFalse();
    }

    @Test
    void versionsAreComparedOneWayAsTheReferenceDoes() throws IOException {
        StepManifests.save("report", outputDir, HASHES, VERSIONS, Map.of());

        assertThat(isFreshWith(VERSIONS)).isTrue();
        assertThat(isFreshWith(Map.of())).isTrue();
        assertThat(isFreshWith(Map.of("schema", "1.0.0"))).isTrue();
        assertThat(isFreshWith(Map.of("schema", "1.0.1"))).isFalse();
        assertThat(isFreshWith(Map.of("schema", "1.0.0", "code", "1"))).isFalse();
    }

    @Test
    void requiredOutputsMustBeThere() throws IOException {
        save();
        Files.writeString(outputDir.resolve("a.csv"), "");
        Files.createDirectories(outputDir.resolve("parts/empty"));
        Files.createSymbolicLink(outputDir.resolve("dangling"), outputDir.resolve("none"));

        assertThat(isFreshRequiring("a.csv", "*.csv", "parts", "parts/empty", "**/empty"))
                .isTrue();
        for (String missing : List.of("b.csv", "*.txt", "parts/*.csv", "a.csv/below", "dangling", "none/deep/down")) {
            assertThat(isFreshRequiring("a.csv", missing)).as(missing).isFalse();
        }
    }

    @Test
    void withoutTheOutputDirectoryNothingIsFresh() throws IOException {
        assertThat(isFresh(Map.of())).isFalse();

        save();
        Files.delete(outputDir.resolve(".report.manifest.json"));
        Files.delete(outputDir);
        assertThat(isFresh()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "a\\b", "a\0", "a\nb", "a b", "../a", "/a", "e\u0301"})
    void aNameThatIsRefusedIsRefusedEverywhere(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepManifests.save(name, outputDir, HASHES, Map.of(), Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepManifests.isFresh(name, outputDir, HASHES, Map.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> StepManifests.read(name, outputDir));
        assertThat(outputDir).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/etc/passwd", "../a", "a/../../b", "*/../a"})
    void aRequiredOutputThatLeavesTheOutputDirectoryIsRefused(String output) throws IOException {
        save();

        assertThatIllegalArgumentException().isThrownBy(() -> isFreshRequiring(output));
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path inTheWay = Files.createDirectories(outputDir.resolve(".report.manifest.json"));
        Files.writeString(inTheWay.resolve("file"), "");

        assertThatThrownBy(this::save).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly(".report.manifest.json");
        assertThat(isFresh()).isFalse();
    }

    @Test
    void anInterruptedThreadSavesNothingAndFindsNothingFresh() throws IOException {
        save();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> save(Map.of("other", "0"))).isInstanceOf(IOException.class);
            assertThat(isFresh()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(isFresh()).isTrue();
        assertThat(names()).containsExactly(".report.manifest.json");
    }

    private Path save() throws IOException {
        return save(HASHES);
    }

    private Path save(Map<String, String> hashes) throws IOException {
        return StepManifests.save("report", outputDir, hashes, Map.of(), Map.of());
    }

    private boolean isFresh() {
        return isFresh(HASHES);
    }

    private boolean isFresh(Map<String, String> hashes) {
        return StepManifests.isFresh("report", outputDir, hashes, Map.of(), List.of());
    }

    private boolean isFreshWith(Map<String, String> versions) {
        return StepManifests.isFresh("report", outputDir, HASHES, versions, List.of());
    }

    private boolean isFreshRequiring(String... outputs) {
        return StepManifests.isFresh("report", outputDir, HASHES, Map.of(), List.of(outputs));
    }

    private String[] names() {
        return Objects.requireNonNull(outputDir.toFile().list());
    }
}
