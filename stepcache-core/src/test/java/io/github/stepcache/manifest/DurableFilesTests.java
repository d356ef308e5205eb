package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.faults.Faults;
import io.github.stepcache.faults.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be forced to the disk, and what changes to files leave behind where they fail (3.3). */
class DurableFilesTests {

    @TempDir
    private Path directory;

    /** Or a power cut could leave the new name over an empty file, or the old name over a changed directory. */
    @Test
    void contentReachesTheDiskBeforeTheNameAndTheNameBeforeTheEnd() throws IOException {
        Faults faults = new Faults();
        Path memory = new FaultyFileSystem(faults).getPath("/work");
        Path target = memory.resolve("a");
        DurableFiles.replace(target, memory.resolve("a.tmp"), out -> out.write(1));
        DurableFiles.force(target);
        DurableFiles.force(memory);
        DurableFiles.truncate(target);
        DurableFiles.delete(target);
        DurableFiles.delete(target);

        assertThat(faults.operations())
                .filteredOn(operation -> operation.matches("(write|force|move|open to write|delete) .*"))
                .containsExactly(
                        "open to write /work/a.tmp",
                        "write /work/a.tmp",
                        "force /work/a.tmp",
                        "move /work/a.tmp to /work/a",
                        "force /work",
                        "open to write /work/a",
                        "force /work/a",
                        "force /work",
                        "open to write /work/a",
                        "force /work/a",
                        "delete /work/a",
                        "force /work",
                        "delete /work/a");
    }

    @Test
    void filesDirectoriesAndLinksToThemCanBeForced() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "text");
        DurableFiles.force(file);
        DurableFiles.force(directory);
        DurableFiles.force(Files.createSymbolicLink(directory.resolve("link"), file));
        DurableFiles.force(Files.createSymbolicLink(directory.resolve("here"), directory));

        assertThat(file).hasContent("text");
    }

    @Test
    void aReadOnlyFileCanBeForced() throws IOException {
        Path file = Files.writeString(directory.resolve("a"), "text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        DurableFiles.force(file);

        assertThat(file).hasContent("text");
    }

    @Test
    void whatIsNotThereCannotBeForced() {
        assertThatThrownBy(() -> DurableFiles.force(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void replacingAFileLeavesNoTemporary() throws IOException {
        Path target = Files.writeString(directory.resolve("a"), "old");
        DurableFiles.replace(target, directory.resolve("a.tmp"), out -> out.write(new byte[] {'n', 'e', 'w'}));

        assertThat(target).hasContent("new");
        assertThat(directory.resolve("a.tmp")).doesNotExist();
    }

    @Test
    void failingToReplaceLeavesTheOldFileAndNoTemporary() throws IOException {
        Path target = Files.createDirectory(directory.resolve("a"));
        Files.writeString(target.resolve("b"), "old");

        assertThatThrownBy(() -> DurableFiles.replace(target, directory.resolve("a.tmp"), out -> out.write(1)))
                .isInstanceOf(IOException.class);
        assertThat(target.resolve("b")).hasContent("old");
        assertThat(directory.resolve("a.tmp")).doesNotExist();
    }

    @Test
    void deletingAndEmptyingDoNotFollowLinks() throws IOException {
        Path precious = Files.writeString(directory.resolve("precious"), "text");
        Path link = Files.createSymbolicLink(directory.resolve("link"), precious);

        assertThatThrownBy(() -> DurableFiles.truncate(link)).isInstanceOf(IOException.class);
        DurableFiles.delete(link);
        DurableFiles.delete(link);
        assertThat(link).doesNotExist();
        assertThat(precious).hasContent("text");
    }
}
