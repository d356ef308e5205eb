package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.fingerprint.ChangingFile.Event;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hash is that of all bytes up to the end of the file, or there is none. */
class ContentReaderTests {

    private static final int MEBI = 1 << 20;
    private static final long UNKNOWN = -1;

    private final Path directory;
    private final ContentReader alone = new ContentReader(new HashThreads(1));
    private final ContentReader helped = new ContentReader(new HashThreads(2));

    ContentReaderTests(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                4_095,
                4_096,
                4_097,
                16_383,
                16_384,
                16_385,
                65_535,
                65_536,
                65_537,
                278_527,
                278_528,
                278_529,
                MEBI - 1,
                MEBI,
                MEBI + 1,
                4 * MEBI - 1,
                4 * MEBI,
                4 * MEBI + 1,
                7 * MEBI,
                12 * MEBI + 12_345
            })
    void everySizeIsReadToTheEnd(int size) throws IOException {
        Path file = file(size);

        assertThat(alone.hash(file)).isEqualTo(plain(file));
        assertThat(helped.hash(file)).isEqualTo(plain(file));
        assertThat(inDirectory(alone, file, size)).isEqualTo(plain(file));
        assertThat(inDirectory(helped, file, size)).isEqualTo(plain(file));
    }

    @Test
    void oneReaderReadsManyFiles() throws IOException {
        for (int size : new int[] {3, 5 * MEBI, 0, 20_000, 16_384, 300_000, 1}) {
            Path file = file(size);

            assertThat(helped.hash(file)).isEqualTo(plain(file));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {UNKNOWN, 0, 1, 9_999, 10_001, 16_384, 1L << 40})
    void sizeThatIsNoLongerTrueIsNotBelieved(long size) throws IOException {
        Path file = file(10_000);

        assertThat(inDirectory(alone, file, size)).isEqualTo(plain(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 25})
    void whatIsAppendedWhileItIsReadIsRead(int turn) throws IOException {
        ChangingFile file = new ChangingFile(file(12 * MEBI), turn, Event.GROWS);

        assertThat(alone.hash(file, 12 * MEBI)).isEqualTo(file.hashOfAllThatWasRead());
        assertThat(file.length()).isEqualTo(13 * MEBI);
        file = new ChangingFile(file(12 * MEBI), turn, Event.GROWS);
        assertThat(helped.hash(file, 12 * MEBI)).isEqualTo(file.hashOfAllThatWasRead());
        assertThat(file.length()).isEqualTo(13 * MEBI);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 25})
    void fileThatIsTruncatedWhileItIsReadEndsThere(int turn) throws IOException {
        ChangingFile file = new ChangingFile(file(12 * MEBI), turn, Event.IS_CUT);

        assertThat(alone.hash(file, 12 * MEBI)).isEqualTo(file.hashOfAllThatWasRead());
        file = new ChangingFile(file(12 * MEBI), turn, Event.IS_CUT);
        assertThat(helped.hash(file, 12 * MEBI)).isEqualTo(file.hashOfAllThatWasRead());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 25})
    void failureAtAnyTimeGivesNoHash(int turn) throws IOException {
        for (ContentReader reader : new ContentReader[] {alone, helped}) {
            ChangingFile file = new ChangingFile(file(12 * MEBI), turn, Event.FAILS);

            assertThat(catchThrowable(() -> reader.hash(file, 12 * MEBI))).isSameAs(file.failure());
            assertThat(reader.hash(directory.resolve("file"))).isEqualTo(plain(directory.resolve("file")));
        }
    }

    @Test
    void failureOfTheCloseGivesNoHash() throws IOException {
        ChangingFile file = new ChangingFile(file(10), 0, Event.FAILS_TO_CLOSE);

        assertThat(catchThrowable(() -> alone.hash(file, 10))).isSameAs(file.failure());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 25})
    void errorOnTheThreadThatReadsAheadReachesTheCaller(int turn) throws IOException {
        ChangingFile file = new ChangingFile(file(12 * MEBI), turn, Event.RUNS_OUT_OF_MEMORY);

        assertThat(catchThrowable(() -> helped.hash(file, 12 * MEBI))).isInstanceOf(OutOfMemoryError.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shortReadsAreNotTheEnd(int seed) throws IOException {
        Random random = new Random(seed);
        ChangingFile file = new ChangingFile(file(random.nextInt(6 * MEBI)), 0, Event.NOTHING).inPieces(random);

        assertThat(alone.hash(file, UNKNOWN)).isEqualTo(plain(directory.resolve("file")));
        assertThat(helped.hash(file, file.length())).isEqualTo(plain(directory.resolve("file")));
    }

    @Test
    void interruptWaitsUntilTheFileIsRead() throws IOException {
        Path file = file(6 * MEBI);
        Thread.currentThread().interrupt();

        assertThat(alone.hash(file)).isEqualTo(plain(file));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(helped.hash(file)).isEqualTo(plain(file));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void interruptWhileTheFileIsReadDoesNotShortenIt(int turn) throws IOException {
        ChangingFile file = new ChangingFile(file(6 * MEBI), turn, Event.INTERRUPTS);

        assertThat(alone.hash(file, 6 * MEBI)).isEqualTo(plain(directory.resolve("file")));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void linkIsFollowedByPathAndRefusedInADirectory() throws IOException {
        Path file = file(100);
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));

        assertThat(alone.hash(link)).isEqualTo(plain(file));
        assertThatIOException().isThrownBy(() -> inDirectory(alone, link, 100));
    }

    @Test
    void directoryHasNoContent() {
        assertThatIOException().isThrownBy(() -> alone.hash(directory));
    }

    @Test
    void otherFileSystemsAreReadAsWell() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path file = Files.write(memory.getPath("file"), bytes(5 * MEBI));

            assertThat(alone.hash(file)).isEqualTo(plain(file));
            assertThat(helped.hash(file)).isEqualTo(plain(file));
        }
    }

    private Path file(int size) throws IOException {
        return Files.write(
                directory.resolve("file"),
                bytes(size),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] plain(Path file) throws IOException {
        return Sha256.start().digest(Files.readAllBytes(file));
    }

    private byte[] inDirectory(ContentReader reader, Path file, long size) throws IOException {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(directory)) {
            return reader.hash((SecureDirectoryStream<Path>) open, file.getFileName(), size);
        }
    }
}
