package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that is not as this process would write it now does not count, and does no harm. */
class IndexFileTests {

    private static final String BOOT_ID = BootId.current().orElseThrow();

    private final Path base;
    private final StepFiles files;
    private final IndexFile file;
    private FingerprintIndex index;
    private byte[] bytes;

    IndexFileTests(@TempDir Path temp) throws IOException {
        this.base = temp.toRealPath();
        this.files = new StepFiles(Files.createDirectory(base.resolve("out")), "s");
        this.file = new IndexFile(files);
    }

    @BeforeEach
    void writeAnIndex() throws IOException {
        new Project(base).files("in/a.csv", "in/sub/b.csv");
        IndexedStep.settle(base);
        StepSpec spec = IndexedStep.declare("in").build();
        Fingerprint inputs = new InputReader(
                        base,
                        KeyPatterns.excludes(List.of(), base.getFileSystem()),
                        KnownFiles.byStamp(),
                        HashThreads.ofAllProcessors())
                .read(spec, OwnFiles.of(spec, base));
        OutputState outputs = new OutputState(true, Optional.empty(), List.of(), Map.of());
        index = FingerprintIndex.of(Instant.EPOCH, inputs, outputs).orElseThrow();
        file.write(index);
        bytes = Files.readAllBytes(files.index());
    }

    @Test
    void writtenIndexIsReadAgain() {
        assertThat(file.read().orElseThrow().inputs().holds(base, HashThreads.ofAllProcessors(), ReadWatch.NONE))
                .isTrue();
        assertThat(file.read().orElseThrow().inputHashes()).isEqualTo(index.inputHashes());
    }

    @Test
    void noTruncatedIndexCounts() throws IOException {
        for (int length = 0; length < bytes.length; length++) {
            Files.write(files.index(), Arrays.copyOf(bytes, length));
            assertThat(file.read()).as("of %d bytes", length).isEmpty();
        }
    }

    @Test
    void noIndexWithAFlippedBitCounts() throws IOException {
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            Files.write(files.index(), flipped(bytes, bit));
            assertThat(file.read()).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void longerIndexDoesNotCount() throws IOException {
        Files.write(files.index(), Arrays.copyOf(bytes, bytes.length + 1));

        assertThat(file.read()).isEmpty();
    }

    /** A checksum is no secret: what is wrong and has one must not make the step fail, or take all memory. */
    @Test
    void flippedBitBelowANewChecksumDoesNoHarm() throws IOException {
        byte[] content = Arrays.copyOf(bytes, bytes.length - IndexChecksum.BYTES);
        for (int bit = 0; bit < content.length * 8; bit++) {
            Files.write(files.index(), withChecksum(flipped(content, bit)));
            String where = "bit " + bit;
            assertThatNoException()
                    .as(where)
                    .isThrownBy(() -> file.read()
                            .ifPresent(
                                    read -> read.inputs().holds(base, HashThreads.ofAllProcessors(), ReadWatch.NONE)));
        }
    }

    @Test
    void indexOfThisStepAndStartAndTimeCounts() throws IOException {
        write(new IndexFormat("s", BOOT_ID, FileStamps.now(), index));

        assertThat(file.read()).isPresent();
    }

    @Test
    void indexOfAnotherStepDoesNotCount() throws IOException {
        write(new IndexFormat("t", BOOT_ID, FileStamps.now(), index));

        assertThat(file.read()).isEmpty();
    }

    @Test
    void indexOfAnotherStartOfTheMachineDoesNotCount() throws IOException {
        write(new IndexFormat("s", "0b8f0a3e-0000-4000-8000-000000000000", FileStamps.now(), index));

        assertThat(file.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 60, 86_400})
    void indexFromTheFutureDoesNotCountAfterTheClockWasSetBack(long seconds) throws IOException {
        write(new IndexFormat("s", BOOT_ID, FileStamps.now() + seconds * 1_000_000_000, index));

        assertThat(file.read()).isEmpty();
    }

    @Test
    void indexOfAnotherFormatDoesNotCount() throws IOException {
        byte[] content = Arrays.copyOf(bytes, bytes.length - IndexChecksum.BYTES);
        content[IndexFormat.MAGIC.length - 2]++;
        Files.write(files.index(), withChecksum(content));

        assertThat(file.read()).isEmpty();
    }

    private void write(IndexFormat format) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        format.write(new DataOutputStream(content));
        Files.write(files.index(), withChecksum(content.toByteArray()));
    }

    private static byte[] withChecksum(byte[] content) {
        IndexChecksum checksum = new IndexChecksum();
        checksum.update(content, 0, content.length);
        byte[] whole = Arrays.copyOf(content, content.length + IndexChecksum.BYTES);
        System.arraycopy(checksum.bytes(), 0, whole, content.length, IndexChecksum.BYTES);
        return whole;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
