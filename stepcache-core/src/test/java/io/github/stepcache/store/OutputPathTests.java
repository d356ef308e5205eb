package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever wrote a record or a manifest, nothing is written outside the output directory, or over the cache's own files. */
class OutputPathTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c.csv",
                ".hidden",
                ".hidden/.a",
                "..a",
                ".a..b",
                "a b",
                " a",
                "\"",
                "\n",
                "\u0001",
                "é",
                "😀",
                "2024-01-01T10:00.csv",
                "part:1/a",
                "manifest.json",
                ".manifest.json",
                "a.lock",
                ".lock",
                "index",
                ".index",
                "a.index",
                "stepcache",
                "*",
                "{a,b}",
                "CON"
            })
    void ordinaryPathIsBelowTheDirectory(String path) {
        assertThat(OutputPath.problem(path)).isEmpty();
        assertThat(OutputPath.in(directory, path)).contains(directory.resolve(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "//host/a",
                "a/",
                "a//b",
                ".",
                "..",
                "./a",
                "a/.",
                "a/..",
                "../a",
                "a/../b",
                "a/../../b",
                "...",
                "a./b",
                "a /b",
                ".. /a",
                "a\\b",
                "..\\a",
                "\\\\host\\a",
                "C:a",
                "C:/a",
                "c:\\a",
                "a\0b",
                "\uD800",
                "a/\uDC00b",
                ".stepcache/store/ac/00/x",
                "a/.StepCache",
                ".report.manifest.json",
                "a/.REPORT.Manifest.Json",
                ".report.manifest.json.17-0fe.tmp",
                ".report.index",
                ".a.report.lock",
                "..report.lock",
                ".report.restoring.17-0fe/a",
                "a/.report.restoring.17-0fe.tmp",
                ".\n.lock",
            })
    void pathThatCouldLeadElsewhereIsRefused(String path) {
        assertThat(OutputPath.problem(path))
                .hasValueSatisfying(problem ->
                        assertThat(problem).startsWith("it ").hasLineCount(1).doesNotContain("\0"));
        assertThat(OutputPath.in(directory, path)).isEmpty();
    }

    @Test
    void filesOfTheCacheAreRefusedAsItNamesThemNow() {
        StepFiles files = new StepFiles(directory, "a.b");

        assertThat(List.of(files.manifest(), files.index(), files.temporary(), files.lock()))
                .map(file -> file.getFileName().toString())
                .allSatisfy(name -> assertThat(OutputPath.problem("x/" + name)).isPresent());
    }

    @Test
    void namesAndPathsAreRefusedFromTheLengthOnThatNoFileCanHave() {
        assertThat(OutputPath.problem("é".repeat(127))).isEmpty();
        assertThat(OutputPath.problem("é".repeat(128))).isPresent();
        assertThat(OutputPath.problem("a".repeat(255) + "/b")).isEmpty();
        assertThat(OutputPath.problem("a".repeat(256) + "/b")).isPresent();
        assertThat(OutputPath.problem("a/".repeat(2047) + "bc")).isEmpty();
        assertThat(OutputPath.problem("a/".repeat(2047) + "bcd")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyPathIsRefusedOrStaysInside(long seed) throws IOException {
        Random random = new Random(seed);
        String[] parts = {
            "a", "b", ".", "..", "/", "//", "\\", ":", "C:", " ", "\0", "...", "~", "\uD83D", "\uDE00", "é"
        };
        try (FileSystem unix = Jimfs.newFileSystem(Configuration.unix());
                FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            for (int i = 0; i < 5_000; i++) {
                StringBuilder path = new StringBuilder();
                random.ints(1 + random.nextInt(6), 0, parts.length).forEach(part -> path.append(parts[part]));

                for (Path base : List.of(directory, unix.getPath("/out"), windows.getPath("C:\\out"))) {
                    assertThat(OutputPath.in(base, path.toString()).stream()).allSatisfy(place -> {
                        assertThat(place.normalize()).isEqualTo(place);
                        assertThat(place.startsWith(base) && !place.equals(base))
                                .isTrue();
                        assertThat(base.relativize(place).toString().replace('\\', '/'))
                                .isEqualTo(path.toString());
                    });
                }
            }
        }
    }

    @Test
    void nameThatTheFileSystemDoesNotHaveIsRefused() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path base = windows.getPath("C:\\out");

            assertThat(OutputPath.in(base, "a/b")).contains(windows.getPath("C:\\out\\a\\b"));
            assertThat(OutputPath.in(base, "a/10:00.csv")).isEmpty();
            assertThat(OutputPath.in(base, "a/*")).isEmpty();
        }
    }
}
