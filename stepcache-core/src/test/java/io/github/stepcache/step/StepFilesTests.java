package io.github.stepcache.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepFilesTests {

    private final StepFiles files = new StepFiles(Path.of("/work/out"), "dictionary");

    @Test
    void manifestIsHiddenInItsDirectory() {
        assertThat(files.manifest()).isEqualTo(Path.of("/work/out/.dictionary.manifest.json"));
    }

    @Test
    void lockIsHiddenBesideTheDirectory() {
        // A step may wipe its own directory.
        assertThat(files.lock()).isEqualTo(Path.of("/work/.out.dictionary.lock"));
    }

    @Test
    void lockOfTheRootDirectoryLiesInIt() {
        assertThat(new StepFiles(Path.of("/"), "s").lock()).isEqualTo(Path.of("/..s.lock"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void lockOfADirectoryWhoseNameIsNoTextHasADigestForAName() {
        Path lock = new StepFiles(Path.of(URI.create("file:///work/%FF")), "s").lock();

        assertThat(lock.getParent()).isEqualTo(Path.of("/work"));
        assertThat(lock.getFileName().toString()).matches("\\.[0-9a-f-]{36}\\.lock");
    }

    @Test
    void temporaryFilesAreKnownByTheirMaker() {
        String name = files.temporary().getFileName().toString();

        assertThat(files.temporary().getParent()).isEqualTo(Path.of("/work/out"));
        assertThat(files.temporary()).isNotEqualTo(files.temporary());
        assertThat(files.makerOfTemporary(name))
                .hasValue(ProcessHandle.current().pid());
        assertThat(new StepFiles(Path.of("/work/out"), "other").makerOfTemporary(name))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".dictionary.manifest.json",
                ".dictionary.manifest.json.tmp",
                ".dictionary.manifest.json.x-1.tmp",
                ".dictionary.manifest.json.1-ff.tmp.bak",
                ".dictionary.manifest.json.1234567890123456789-ff.tmp",
                "dictionary.manifest.json.1-ff.tmp"
            })
    void otherFilesAreNobodysTemporaryFile(String name) {
        assertThat(files.makerOfTemporary(name)).isEmpty();
    }

    @Test
    void manifestsOfAnyStepAreRecognised() {
        String temporary = files.temporary().getFileName().toString();

        assertThat(StepFiles.isManifestOfAnyStep(".a.b.manifest.json")).isTrue();
        assertThat(StepFiles.isManifestOfAnyStep(temporary)).isTrue();
        assertThat(StepFiles.isManifestOfAnyStep("a.manifest.json")).isFalse();
        assertThat(StepFiles.isManifestOfAnyStep(".manifest.json")).isFalse();
        assertThat(StepFiles.isManifestOfAnyStep(".a.manifest.json.bak")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "統", "𐐷"})
    void longestNameFitsIntoAFileName(String letter, @TempDir Path temp) throws IOException {
        int size = letter.getBytes(UTF_8).length;
        String longest = StepName.check(letter.repeat(200 / size));
        Path out = Files.createDirectory(temp.resolve(letter.repeat(252 / size)));
        StepFiles longestFiles = new StepFiles(out, longest);

        Files.createFile(longestFiles.manifest());
        Files.createFile(longestFiles.temporary());
        Files.createFile(longestFiles.lock());

        assertThat(longestFiles.lock()).hasParent(temp);
        assertThat(longestFiles.lock()).isEqualTo(new StepFiles(out, longest).lock());
        assertThat(longestFiles.lock()).isNotEqualTo(new StepFiles(out, longest.substring(letter.length())).lock());
    }
}
