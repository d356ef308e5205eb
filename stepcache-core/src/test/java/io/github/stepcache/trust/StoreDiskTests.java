package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.StoreEntry;
import io.github.stepcache.store.StoredRun;
import io.github.stepcache.store.TransferWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a disk that is full or read-only, a store keeps and gives nothing, and leaves nothing behind; on xfs, copies are shared. */
@Tag("trust")
class StoreDiskTests {

    @TempDir
    private Path temp;

    private Path out;
    private Path disk;
    private StoreEntry entry;

    @BeforeEach
    void makeOutputs() throws Exception {
        out = Files.createDirectories(temp.toRealPath().resolve("out"));
        disk = Files.createDirectories(temp.toRealPath().resolve("disk"));
        Random random = new Random(1);
        for (int file = 0; file < 40; file++) {
            byte[] content = new byte[10_000];
            random.nextBytes(content);
            Files.write(out.resolve("file" + file), content);
        }
        entry = StoredRun.of("k", out);
    }

    @AfterEach
    void unmount() throws Exception {
        shell("cd /; for place in $(grep -o '" + temp.toRealPath() + "[^ ]*' /proc/mounts | sort -r); "
                + "do umount --lazy $place; done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=200k", "size=2M,nr_inodes=20", "size=600k,nr_inodes=50", "ro,size=2M"})
    void diskThatIsTooSmallForTheStoreKeepsNothingAndIsNotLitteredNorHarmful(String options) throws Exception {
        shell("mount -t tmpfs -o " + options + " stepcache-store disk");
        try (OutputStore store = OutputStore.in(disk.resolve("store")).build()) {
            assertThat(store.keep(entry, out, TransferWatch.NONE)).isPresent();
            assertThat(fetch(store, temp.resolve("back"))).isEmpty();
            assertThat(StoredRun.of("k", out)).isEqualTo(entry);
            assertThat(temporaries()).isZero();
            shell("mount -o remount,rw,size=10M,nr_inodes=1000 disk");

            assertThat(store.keep(entry, out, TransferWatch.NONE)).isEmpty();
            assertThat(fetch(store, temp.resolve("again"))).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=200k", "size=2M,nr_inodes=20", "ro,size=2M"})
    void diskThatIsTooSmallForTheOutputsIsAMissThatLeavesNothing(String options) throws Exception {
        try (OutputStore store = OutputStore.in(temp.resolve("store")).build()) {
            assertThat(store.keep(entry, out, TransferWatch.NONE)).isEmpty();
            shell("mkdir disk/back; mount -t tmpfs -o " + options + " stepcache-store disk/back");

            assertThat(store.fetch(
                            StoredRun.key("k"), any -> Optional.empty(), disk.resolve("back"), TransferWatch.NONE))
                    .isEmpty();
            assertThat(disk.resolve("back")).isEmptyDirectory();
            assertThat(fetch(store, temp.resolve("back"))).isPresent();
        }
    }

    @Test
    void largeFilesShareTheirBlocksWithTheStoreWhereThatCanBe() throws Exception {
        for (LoopMountType type : LoopMountType.thatShares()) {
            try (LoopMount mount = LoopMount.make(type)) {
                Path outputs = Files.createDirectory(mount.directory().resolve("out"));
                byte[] large = new byte[40 << 20];
                new Random(2).nextBytes(large);
                Files.write(outputs.resolve("large"), large);
                StoreEntry run = StoredRun.of("large", outputs);
                long before = mount.directory().toFile().getFreeSpace();
                try (OutputStore store =
                        OutputStore.in(mount.directory().resolve("store")).build()) {
                    assertThat(store.keep(run, outputs, TransferWatch.NONE)).isEmpty();
                    Path back = Files.createDirectory(mount.directory().resolve("back"));
                    assertThat(store.fetch(StoredRun.key("large"), any -> Optional.empty(), back, TransferWatch.NONE))
                            .isPresent();

                    assertThat(StoredRun.of("large", back)).isEqualTo(run);
                    if (Runtime.version().feature() >= 25) {
                        assertThat(before - mount.directory().toFile().getFreeSpace())
                                .isLessThan(10 << 20);
                    }
                    Files.writeString(back.resolve("large"), "edited");
                    assertThat(StoredRun.of("large", outputs)).isEqualTo(run);
                }
            }
        }
    }

    private static Optional<OutputStore.Fetched> fetch(OutputStore store, Path back) throws IOException {
        return store.fetch(
                StoredRun.key("k"), any -> Optional.empty(), Files.createDirectory(back), TransferWatch.NONE);
    }

    private long temporaries() throws IOException {
        Path place = disk.resolve("store/tmp");
        if (!Files.exists(place)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.count();
        }
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-ec", script)
                .directory(temp.toRealPath().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(script + ": " + said).isZero();
    }
}
