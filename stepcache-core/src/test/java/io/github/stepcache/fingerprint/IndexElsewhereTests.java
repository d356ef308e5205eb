package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a file system is not known to give each change a time of its own, all is read. */
class IndexElsewhereTests {

    private interface Maker {
        FileSystem make() throws IOException;
    }

    static Stream<Named<Maker>> fileSystems() {
        Configuration seconds = Configuration.unix().toBuilder()
                .setFileTimeSource(() -> FileTime.fromMillis(987_654_321_000L))
                .build();
        return Stream.of(
                Named.of("Jimfs", () -> Jimfs.newFileSystem(Configuration.unix())),
                Named.of("Jimfs where it is always the same second", () -> Jimfs.newFileSystem(seconds)),
                Named.of(
                        "Memory File System",
                        () -> MemoryFileSystemBuilder.newLinux().build()));
    }

    @ParameterizedTest
    @MethodSource("fileSystems")
    void editThatKeepsSizeAndTimesIsNoticed(Maker maker) throws IOException {
        try (FileSystem files = maker.make()) {
            Path base = Files.createDirectories(files.getPath("/base"));
            StepSpec spec = StepSpec.named("s")
                    .inputs("in")
                    .outputDir(files.getPath("out"))
                    .requiredOutputs("o")
                    .build();
            Path input = base.resolve("in");
            FileTime time = FileTime.fromMillis(987_654_321_123L);
            Files.writeString(input, "a");
            Files.setLastModifiedTime(input, time);
            StepCache cache = StepCache.builder().baseDir(base).build();
            cache.run(spec, () -> {
                Files.writeString(base.resolve("out/o"), "result");
            });
            assertThat(cache.check(spec).isFresh()).isTrue();

            Files.writeString(input, "b");
            Files.setLastModifiedTime(input, time);

            assertThat(cache.check(spec).isFresh()).isFalse();
        }
    }
}
