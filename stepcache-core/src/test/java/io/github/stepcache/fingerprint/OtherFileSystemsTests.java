package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static io.github.stepcache.fingerprint.Project.sha256;
import static io.github.stepcache.fingerprint.Project.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.marschall.memoryfilesystem.MemoryFileSystemBuilder;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Contract 2.4 on systems that spell paths in other ways. */
class OtherFileSystemsTests {

    /** Backslashes, drives, and no difference between upper and lower case. */
    @Nested
    class OnWindows {

        private FileSystem files;
        private Project project;

        @BeforeEach
        void startProject() throws IOException {
            files = Jimfs.newFileSystem(Configuration.windows());
            project = new Project(files.getPath("C:\\work")).in("base");
            project.files("Data\\A.csv", "Data\\x\\b.csv");
        }

        @AfterEach
        void close() throws IOException {
            files.close();
        }

        @Test
        void keysHaveSlashesAndTheCaseOnDisk() {
            assertThat(project.keys("Data")).containsExactly("Data/A.csv", "Data/x/b.csv");
            assertThat(project.keys("data")).containsExactly("Data/A.csv", "Data/x/b.csv");
            assertThat(project.keys("DATA/X/B.CSV")).containsExactly("Data/x/b.csv");
            assertThat(project.keys("data\\a.csv")).containsExactly("Data/A.csv");
        }

        @Test
        void twoSpellingsGiveOneKey() {
            assertThat(project.keys("data/a.csv", "DATA/A.CSV", "Data", "c:\\WORK\\base\\data"))
                    .containsExactly("Data/A.csv", "Data/x/b.csv");
        }

        @Test
        void globsIgnoreCaseAndMatchSlashes() {
            assertThat(project.keys("data/*.CSV")).containsExactly("Data/A.csv");
            assertThat(project.keys("**/B.csv", "d?ta/[a-c].csv")).containsExactly("Data/A.csv", "Data/x/b.csv");
        }

        @Test
        void pathOutsideTheBaseDirectoryKeepsItsDrive() {
            project.files("..\\Other\\c.csv");

            assertThat(project.keys("..\\other", "C:/work/other/*.csv")).containsExactly("C:/work/Other/c.csv");
        }

        @Test
        void ownOutputsAreKnownInAnyCase() {
            StepSpec.Builder step = project.step("Data").outputDir(files.getPath("DATA"));

            assertThat(project.keys(step.requiredOutputs("a.CSV"))).containsExactly("Data/x/b.csv");
            assertThat(project.read(step.requiredOutputs("X/*.Csv")).problems()).containsExactly(noMatch("Data"));
        }

        @Test
        void linksAreFollowedAndLoopsReported() {
            project.link("link", "DATA");
            project.link("Data\\x\\up", "..");

            assertThat(project.problems("link"))
                    .containsExactly(unreadable("link/x/up", "it is a symbolic link to a directory that contains it"));
        }

        @Test
        void inputThatWindowsCannotExpressIsReported() {
            assertThat(project.problems("a|b")).singleElement().asString().contains("cannot express it");
            // Before a wildcard, a backslash takes its meaning away: globs are written with slashes.
            assertThat(project.problems("Data\\*.csv"))
                    .singleElement()
                    .asString()
                    .contains("cannot express it");
        }
    }

    /** Decomposed names, and no difference between upper and lower case. */
    @Nested
    class OnAMac {

        private FileSystem files;
        private Project project;

        @BeforeEach
        void startProject() throws IOException {
            files = MemoryFileSystemBuilder.newMacOs().build();
            project = new Project(files.getPath("/work")).in("base");
            project.write("data/Caf\u00e9.csv", "one");
        }

        @AfterEach
        void close() throws IOException {
            files.close();
        }

        @Test
        void composedAndDecomposedSpellingGiveOneKey() {
            assertThat(project.read("data/Caf\u00e9.csv", "data/Cafe\u0301.csv", "data")
                            .hashes())
                    .containsExactly(entry(project.keys("data").iterator().next(), sha256("one")));
        }

        @Test
        void globsMatchDecomposedNames() {
            assertThat(project.keys("data/Caf\u00e9*", "data/Caf?.csv", "data/Cafe\u0301.{csv,txt}"))
                    .hasSize(1);
        }

        @Test
        void ownOutputsAreKnownInAnySpelling() {
            StepSpec.Builder step = project.step("data").outputDir(files.getPath("/work/base/data"));

            assertThat(project.read(step.requiredOutputs("Caf\u00e9.csv")).problems())
                    .containsExactly(noMatch("data"));
        }
    }
}
