package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps may live in any file system that Java knows. */
class FileSystemTests {

    /** Makes a new file system. */
    interface Maker {
        FileSystem make() throws IOException;
    }

    static Stream<Named<Maker>> fileSystems() {
        return Stream.of(
                Named.of("Jimfs as Unix", () -> Jimfs.newFileSystem(Configuration.unix())),
                Named.of("Jimfs as Windows", () -> Jimfs.newFileSystem(Configuration.windows())),
                Named.of("Jimfs as macOS", () -> Jimfs.newFileSystem(Configuration.osX())),
                Named.of(
                        "Memory File System as Linux",
                        () -> MemoryFileSystemBuilder.newLinux().build()),
                Named.of(
                        "Memory File System as macOS",
                        () -> MemoryFileSystemBuilder.newMacOs().build()),
                Named.of(
                        "Memory File System as Windows",
                        () -> MemoryFileSystemBuilder.newWindows().build()));
    }

    @ParameterizedTest
    @MethodSource("fileSystems")
    void stepRunsIsSkippedAndRunsAgain(Maker maker) throws IOException {
        try (FileSystem files = maker.make()) {
            Path base = files.getRootDirectories().iterator().next().resolve("base");
            Pipeline pipeline = Pipeline.in(base);

            assertThat(pipeline.run().remembered()).isTrue();
            assertThat(pipeline.run().value()).isEqualTo("run 1");
            assertThat(pipeline.write(Pipeline.INPUT, "a,2").run().value()).isEqualTo("run 2");
            assertThat(pipeline.write(Pipeline.OUTPUT, "edited").run().value()).isEqualTo("run 3");
            assertThat(pipeline.run().executed()).isFalse();
        }
    }

    @Test
    void fileSystemThatCanNeitherLockNorForceIsNoReasonToFail(@TempDir Path directory) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            Pipeline pipeline = Pipeline.in(zip.getPath("/base"));

            assertThat(pipeline.run().value()).isEqualTo("run 1");
            assertThat(pipeline.write(Pipeline.INPUT, "a,2").run().value()).isEqualTo("run 2");
        }
    }
}
