package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;

import io.github.stepcache.step.FileNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The reference's {@code hash_file} and {@code hash_directory}. */
class FileHashesTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    @ParameterizedTest
    @CsvSource({
        "'', e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    })
    void hashIsSha256InLowerCaseHex(String content, String hash) throws IOException {
        assertThat(FileHashes.ofFile(project.write("file", content))).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 1 << 20})
    void longFilesAreReadToTheEnd(int size) throws IOException {
        Path file = project.write("zeros", "\0".repeat(size));

        assertThat(FileHashes.ofFile(file)).isEqualTo(sha256("\0".repeat(size)));
        assertThat(FileHashes.ofFile(Files.write(file, new byte[1 << 20])))
                .isEqualTo("30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58");
    }

    @Test
    void fileThatIsNotThereCannotBeHashed() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> FileHashes.ofFile(project.path("nothing")));
        assertThatIOException().isThrownBy(() -> FileHashes.ofFile(project.directory("directory")));
    }

    static List<Golden> golden() {
        return read("hashes.json", new TypeReference<>() {});
    }

    @ParameterizedTest
    @MethodSource("golden")
    void treeIsHashedAsTheReferenceHashesIt(Golden golden) throws IOException {
        read("tree.json", new TypeReference<List<TreeFile>>() {}).forEach(file -> file.addTo(project));

        SortedMap<String, String> hashes = FileHashes.ofDirectory(project.path(""), golden.extensions());

        assertThat(List.copyOf(hashes.entrySet()))
                .isEqualTo(List.copyOf(golden.hashes().entrySet()));
    }

    @Test
    void whatIsNoDirectoryHasNoHashes() throws IOException {
        assertThat(FileHashes.ofDirectory(project.path("nothing"))).isEmpty();
        assertThat(FileHashes.ofDirectory(project.write("file", "content"))).isEmpty();
    }

    @Test
    void directoryMayBeHiddenItself() throws IOException {
        project.write(".hidden/a", "one");

        assertThat(FileHashes.ofDirectory(project.path(".hidden"))).containsExactly(entry("a", sha256("one")));
    }

    @Test
    void linkedDirectoryIsEnteredThoughTheReferenceDoesNot() throws IOException {
        project.write("elsewhere/a", "one");
        project.link("data/link", "../elsewhere");

        assertThat(FileHashes.ofDirectory(project.path("data"))).containsExactly(entry("link/a", sha256("one")));
    }

    @Test
    void linksToNothingAndLoopsAreLeftOut() throws IOException {
        project.files("data/a", "data/x/b");
        project.link("data/gone", "nowhere");
        project.link("data/x/up", "..");
        project.link("data/self", "self");

        assertThat(FileHashes.ofDirectory(project.path("data"))).containsOnlyKeys("a", "x/b");
    }

    @Test
    void loopIsNoticedFromARelativeDirectoryToo() throws IOException {
        project.files("a");
        project.link("loop", ".");
        Path relative = Path.of("").toAbsolutePath().relativize(project.path("").toRealPath());

        assertThat(FileHashes.ofDirectory(relative)).containsOnlyKeys("a");
        assertThat(FileHashes.ofDirectory(project.path("."))).containsOnlyKeys("a");
    }

    @Test
    @Timeout(60)
    void directoriesThatLinkToEachOtherAreRefusedAndNotWalkedForEver() {
        for (int from = 0; from < 12; from++) {
            for (int to = 0; to < 12; to++) {
                project.link("data/d" + from + "/l" + to, "../d" + to);
            }
        }

        assertThatIOException()
                .isThrownBy(() -> FileHashes.ofDirectory(project.path("data")))
                .withMessageContaining("too many symbolic links lead to the same directories");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nameThatIsNoTextIsRefused() {
        project.shell("touch \"$(printf '\\377')\"");

        assertThatIOException()
                .isThrownBy(() -> FileHashes.ofDirectory(project.path("")))
                .withMessageContaining(FileNames.UNFAITHFUL);
    }

    private static <T> T read(String resource, TypeReference<T> type) {
        InputStream content = FileHashesTests.class.getResourceAsStream("/golden/" + resource);
        return JsonMapper.shared().readValue(Objects.requireNonNull(content), type);
    }

    /** What the reference says of the golden tree. */
    record Golden(Set<String> extensions, Map<String, String> hashes) {

        @Override
        public String toString() {
            return extensions.isEmpty() ? "all" : String.join(" ", extensions);
        }
    }

    /** A file of the golden tree: a text, or a link. */
    record TreeFile(String path, Optional<String> text, Optional<Integer> times, Optional<String> link) {

        void addTo(Project project) {
            text.ifPresent(content -> project.write(path, content.repeat(times.orElse(1))));
            link.ifPresent(target -> project.link(path, target));
        }
    }
}
