package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.SampleManifests.STEP;
import static io.github.stepcache.manifest.SampleManifests.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the manifest's place and is no ordinary file of ordinary size is not opened, and not fresh (3.4). */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFileTests {

    @TempDir
    private Path outputDir;

    private Path place;

    @BeforeEach
    void findPlace() {
        place = outputDir.resolve(".report.manifest.json");
    }

    @Test
    void nothingIsAbsent() {
        assertThat(file(outputDir).read()).isEqualTo(new ManifestLookup.Absent(place));
        assertThat(file(outputDir.resolve("none")).read()).isInstanceOf(ManifestLookup.Absent.class);
        assertThat(isFresh()).isFalse();
    }

    @Test
    void aLinkToACompleteManifestIsNotFollowed() throws IOException {
        Path elsewhere = outputDir.resolve("elsewhere");
        file(outputDir).write(SampleManifests.complete());
        Files.move(place, elsewhere);
        Files.createSymbolicLink(place, elsewhere);

        assertUnreadable("symbolic link");
    }

    @Test
    void aLinkToNothingOrToItselfIsNotFollowed() throws IOException {
        Files.createSymbolicLink(place, outputDir.resolve("none"));
        assertUnreadable("symbolic link");

        Files.delete(place);
        Files.createSymbolicLink(place, place);
        assertUnreadable("symbolic link");
    }

    @Test
    void aDirectoryIsNotRead() throws IOException {
        Files.createDirectory(place);

        assertUnreadable("directory");
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        Process mkfifo =
                new ProcessBuilder("mkfifo", place.toString()).inheritIO().start();
        assertThat(mkfifo.waitFor()).isZero();

        assertUnreadable("special file");
    }

    @Test
    void aSocketIsNotOpened() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(place));

            assertUnreadable("special file");
        }
    }

    @Test
    void aHugeFileIsNotRead() throws IOException {
        try (FileChannel channel = FileChannel.open(
                place, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'}'}), 1L << 30);
        }

        assertUnreadable("1073741825 bytes");
    }

    @Test
    void anOutputDirectoryThatIsAFileHoldsNoManifest() throws IOException {
        Path notADirectory = Files.writeString(outputDir.resolve("out"), "");

        assertThat(file(notADirectory).read()).isInstanceOf(ManifestLookup.Absent.class);
        assertThat(file(notADirectory.resolve("below")).read()).isInstanceOf(ManifestLookup.Absent.class);
        assertThat(StepManifests.isFresh(STEP, notADirectory, HASHES, Map.of(), List.of()))
                .isFalse();
    }

    @Test
    void whatIsNotToBeReadCanBeReplaced() throws IOException {
        Files.createSymbolicLink(place, Files.writeString(outputDir.resolve("precious"), "text"));
        file(outputDir).write(SampleManifests.complete());

        assertThat(place).isRegularFile();
        assertThat(file(outputDir).read()).isInstanceOf(ManifestLookup.Found.class);
        assertThat(outputDir.resolve("precious")).hasContent("text");
    }

    @Test
    void removingLeavesNothingInThePlace() throws IOException {
        Files.createSymbolicLink(place, Files.writeString(outputDir.resolve("precious"), "text"));
        file(outputDir).remove();
        file(outputDir).remove();

        assertThat(file(outputDir).read()).isInstanceOf(ManifestLookup.Absent.class);
        assertThat(outputDir.resolve("precious")).hasContent("text");
    }

    @Test
    void whatCannotBeRemovedIsSaidSo() throws IOException {
        Files.writeString(Files.createDirectory(place).resolve("file"), "");

        assertThatThrownBy(() -> file(outputDir).remove()).isInstanceOf(IOException.class);
        assertUnreadable("directory");
    }

    private void assertUnreadable(String problem) {
        assertThat(file(outputDir).read()).isInstanceOfSatisfying(ManifestLookup.Unreadable.class, unreadable -> {
            assertThat(unreadable.file()).isEqualTo(place);
            assertThat(unreadable.problem()).contains(problem);
            assertThat(unreadable.damaged()).isTrue();
        });
        assertThat(isFresh()).isFalse();
    }

    private boolean isFresh() {
        return StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of());
    }
}
