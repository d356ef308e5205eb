package io.github.stepcache.fingerprint;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * After the clock was set back, nothing looks unchanged that was changed. The clock of the system stays as it is here:
 * instead, the index is written anew as it would be if another time had been read from it.
 *
 * <p>What nobody can know is a change that meets the very nanosecond of the recorded change time again, after the clock
 * was set back to just before it, with the old size and modification time. On file systems whose clock goes in seconds
 * that would be likely, so whole seconds prove nothing (see {@code FileStampsTests}).
 */
class IndexClockTests {

    private static final String EDIT = "touch -r in/a.csv ref; printf X > in/a.csv; touch -r ref in/a.csv";
    private static final long HOUR = HOURS.toNanos(1);

    private final Path base;
    private final StepFiles files;
    private final Project project;
    private final IndexedStep step;

    IndexClockTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
        this.files = new StepFiles(base.resolve("out"), "s");
        this.project = new Project(base);
        this.step = new IndexedStep(base, IndexedStep.declare("in").build());
    }

    @BeforeEach
    void rememberARun() throws IOException {
        project.shell("mkdir in; printf a > in/a.csv; printf b > in/b.csv");
        step.remember();
        assertThat(step.isProved()).isTrue();
    }

    @Test
    void indexFromTheFutureProvesNothing() throws IOException {
        writeIndex(HOUR, HOUR);

        assertThat(step.isProved()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();

        project.shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
    }

    /** The clock was set back after the look, and has come so far again that the index counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                EDIT,
                "cp -p in/a.csv t; printf X > t; touch -r in/a.csv t; mv t in/a.csv",
                "mv in/a.csv t; mv in/b.csv in/a.csv; mv t in/b.csv",
                "touch -r in ref; printf n > in/new.csv; touch -r ref in in/new.csv",
                "touch -r in ref; rm in/b.csv; touch -r ref in",
                "touch -r out/o ref; printf RESULT > out/o; touch -r ref out/o"
            })
    void changeWhoseTimeLiesBeforeTheLookIsNoticed(String script) throws IOException {
        writeIndex(HOUR, 0);
        assertThat(step.isProved()).isTrue();

        project.shell(script);

        assertThat(FileStamp.of(base.resolve("in")).changed()).isLessThan(FileStamps.now() + HOUR);
        assertThat(step.decide().isFresh()).isFalse();
    }

    /** The clock was set back after the files were written, and before the look. */
    @Test
    void filesFromTheFutureAreReadEachTime() throws IOException {
        writeIndex(-HOUR, 0);

        assertThat(step.isProved()).isFalse();
        assertThat(step.decide().isFresh()).isTrue();

        project.shell(EDIT);

        assertThat(step.decide().isFresh()).isFalse();
    }

    /**
     * Write the index anew with other times.
     *
     * @param look how much later the clock stood when the files were looked at
     * @param save how much later it stood when the index was written, seen from now
     */
    private void writeIndex(long look, long save) throws IOException {
        FingerprintIndex index = new IndexFile(files).read().orElseThrow();
        InputEvidence inputs = index.inputs();
        InputEvidence shifted = new InputEvidence(
                inputs.search(),
                inputs.complete(),
                inputs.directories().stream().map(each -> shifted(each, look)).toList(),
                shifted(inputs.files(), look),
                inputs.effort());
        FingerprintIndex other = new FingerprintIndex(index.completedAt(), shifted, shifted(index.outputs(), look));
        String bootId = BootId.current().orElseThrow();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        new IndexFormat("s", bootId, FileStamps.now() + save, other).write(new DataOutputStream(content));
        IndexChecksum checksum = new IndexChecksum();
        checksum.update(content.toByteArray(), 0, content.size());
        content.write(checksum.bytes());
        Files.write(files.index(), content.toByteArray());
    }

    private static SearchedDirectory shifted(SearchedDirectory directory, long look) {
        return new SearchedDirectory(
                directory.key(), directory.own(), directory.holdsTheManifest(), shifted(directory.stamp(), look));
    }

    private static ContentHashes shifted(ContentHashes files, long look) {
        return new ContentHashes(files.blocks().stream()
                .map(block -> new FileBlock(
                        block.directory(), block.names(), block.ends(), block.hashes(), shifted(block.stamps(), look)))
                .toList());
    }

    private static FileStamps shifted(FileStamps stamps, long look) {
        return new FileStamps(stamps.device(), stamps.observed() + look, stamps.pace(), stamps.numbers());
    }
}
