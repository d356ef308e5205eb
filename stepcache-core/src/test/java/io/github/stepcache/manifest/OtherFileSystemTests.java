package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.Golden.HASHES;
import static io.github.stepcache.manifest.SampleManifests.STEP;
import static io.github.stepcache.manifest.SampleManifests.file;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests do not depend on the file system of the machine, nor on its separators. */
class OtherFileSystemTests {

    private static Stream<FileSystem> fileSystems() throws IOException {
        return Stream.of(
                Jimfs.newFileSystem(Configuration.unix()),
                Jimfs.newFileSystem(Configuration.osX()),
                Jimfs.newFileSystem(Configuration.windows()),
                MemoryFileSystemBuilder.newLinux().build(),
                MemoryFileSystemBuilder.newMacOs().build(),
                MemoryFileSystemBuilder.newWindows().build());
    }

    @ParameterizedTest
    @MethodSource("fileSystems")
    void aManifestIsSavedReadReplacedAndRemoved(FileSystem files) throws IOException {
        try (files) {
            Path outputDir = files.getPath("out", "report");
            StepManifests.save(STEP, outputDir, Map.of("a", "1"), Map.of(), Map.of());
            StepManifests.save(STEP, outputDir, HASHES, Map.of(), Map.of());
            Files.writeString(outputDir.resolve("a.csv"), "");

            assertThat(StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of("a.csv", "*.csv")))
                    .isTrue();
            assertThat(StepManifests.isFresh(STEP, outputDir, HASHES, Map.of(), List.of("b.csv")))
                    .isFalse();

            Manifest sealed = SampleManifests.complete();
            file(outputDir).write(sealed);
            assertThat(file(outputDir).read())
                    .isEqualTo(new ManifestLookup.Found(file(outputDir).path(), sealed));

            file(outputDir).remove();
            assertThat(file(outputDir).read()).isInstanceOf(ManifestLookup.Absent.class);
            try (Stream<Path> left = Files.list(outputDir)) {
                assertThat(left).containsExactly(outputDir.resolve("a.csv"));
            }
        }
    }
}
