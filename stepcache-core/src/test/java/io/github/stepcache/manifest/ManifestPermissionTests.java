package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.SampleManifests.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may read a manifest is for the umask to say, as with any file of the process (3.3). */
class ManifestPermissionTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "022, rw-r--r--, rwxr-xr-x",
        "027, rw-r-----, rwxr-x---",
        "077, rw-------, rwx------",
        "002, rw-rw-r--, rwxrwxr-x"
    })
    void permissionsFollowTheUmask(String umask, String ofFile, String ofDirectory) throws Exception {
        Path outputDir = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"));
        command.addAll(ChildJvm.command(Saver.class, List.of(), outputDir));
        ChildJvm.run(command);

        assertThat(permissions(outputDir.resolve("." + STEP + ".manifest.json")))
                .isEqualTo(ofFile);
        assertThat(permissions(outputDir)).isEqualTo(ofDirectory);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Saves twice, since a replaced manifest could keep permissions that a new one does not get. */
    static final class Saver {

        private Saver() {}

        public static void main(String[] arguments) throws IOException {
            for (int time = 0; time < 2; time++) {
                StepManifests.save(STEP, Path.of(arguments[0]), Map.of(), Map.of(), Map.of());
            }
        }
    }
}
