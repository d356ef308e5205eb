package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.SampleManifests.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file system denies is told apart from damage and from absence, and a manifest is invalidated if possible (3.5). */
class DeniedManifestTests {

    /** Root may do everything, unless it gives its powers up. */
    private static final List<String> POWERLESS =
            List.of("sh", "-c", "test $(id -u) = 0 && exec setpriv --bounding-set=-all \"$@\"; exec \"$@\"", "sh");

    @TempDir
    private Path outputDir;

    @AfterEach
    void permitAll() throws IOException {
        permit("rwxrwxrwx", outputDir);
    }

    @Test
    void whatIsPermittedIsReadReplacedAndRemoved() throws Exception {
        assertThat(trying("rwxr-xr-x", "r--r--r--")).containsExactly("Found", "replaced", "removed", "Absent");
    }

    @Test
    void whatCannotBeReplacedOrDeletedIsEmptied() throws Exception {
        assertThat(trying("r-xr-xr-x", "rw-rw-rw-")).containsExactly("Found", "not replaced", "removed", "damaged");
        assertThat(file(outputDir).path()).isEmptyFile();
    }

    @Test
    void whatCannotBeEmptiedEitherIsSaidSoAndStays() throws Exception {
        assertThat(trying("r-xr-xr-x", "r--r--r--")).containsExactly("Found", "not replaced", "not removed", "Found");
    }

    @Test
    void whatMayNotBeReadIsNeitherDamagedNorAbsent() throws Exception {
        assertThat(trying("r-xr-xr-x", "---------")).containsExactly("denied", "not replaced", "not removed", "denied");
    }

    @Test
    void whatMayNotEvenBeLookedForIsNeitherDamagedNorAbsent() throws Exception {
        assertThat(trying("rw-rw-rw-", "rw-rw-rw-")).containsExactly("denied", "not replaced", "not removed", "denied");
    }

    private List<String> trying(String ofDirectory, String ofFile) throws Exception {
        file(outputDir).write(SampleManifests.complete());
        permit(ofFile, file(outputDir).path());
        permit(ofDirectory, outputDir);
        List<String> command = ChildJvm.command(Stranger.class, List.of(), outputDir);
        command.addAll(0, POWERLESS);
        return ChildJvm.run(command);
    }

    private static void permit(String permissions, Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    /** Tries to read, to replace, to remove and again to read, and prints what came of it. */
    static final class Stranger {

        private Stranger() {}

        public static void main(String[] arguments) {
            ManifestFile manifest = file(Path.of(arguments[0]));
            System.out.println(answer(manifest.read()));
            try {
                manifest.write(SampleManifests.complete());
                System.out.println("replaced");
            } catch (IOException e) {
                System.out.println("not replaced");
            }
            try {
                manifest.remove();
                System.out.println("removed");
            } catch (IOException e) {
                System.out.println("not removed");
            }
            System.out.println(answer(manifest.read()));
        }

        private static String answer(ManifestLookup lookup) {
            if (lookup instanceof ManifestLookup.Unreadable unreadable) {
                return unreadable.damaged() ? "damaged" : "denied";
            }
            return lookup.getClass().getSimpleName();
        }
    }
}
