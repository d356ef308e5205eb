package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a file system that is known for it gives each change a time of its own. */
class LocalDevicesTests {

    @TempDir
    private Path temp;

    @Test
    void processesAreNoFilesOfADisk() throws IOException {
        Path file = Path.of("/proc/self/stat");

        assertThat(LocalDevices.asked().canVouch(FileStamp.of(file), file)).isFalse();
    }

    @Test
    @Tag("trust")
    void fileSystemMountedOverALocalOneIsNotTakenForThatOne() throws IOException {
        Project project = new Project(temp);
        project.shell("mount -t tmpfs stepcache-index .; mount -t proc proc " + temp);
        try {
            Path file = temp.resolve("version");

            assertThat(LocalDevices.asked().canVouch(FileStamp.of(file), file)).isFalse();
        } finally {
            project.shell("cd /; umount " + temp + "; umount " + temp);
        }
    }
}
