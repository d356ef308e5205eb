package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract 6.2: an input that changed while the step ran is noticed, also if it changed back. */
class FingerprintTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
        project.files("data/a.csv", "data/b.csv");
    }

    @Test
    void untouchedInputsHaveNotChanged() throws IOException {
        project.link("data/l.csv", "a.csv");
        project.link("data/d", "../more");
        project.files("more/c.csv");
        Fingerprint before = project.read("data");

        Files.readString(project.path("data/a.csv"));
        project.files("unrelated", "elsewhere/d.csv");

        assertThat(project.read("data").changesSince(before)).isEmpty();
    }

    @Test
    void fileThatCameAndWentHasChangedItsDirectory() {
        Fingerprint before = project.read("data");

        project.files("data/c.csv");
        project.delete("data/c.csv");

        assertThat(project.read("data").changesSince(before)).containsExactly("data/");
    }

    @Test
    void directoryThatWasExchangedAndPutBackHasChanged() throws IOException {
        project.files("top/data/a.csv", "other/data/a.csv");
        Fingerprint before = project.read("top");

        Files.move(project.path("top/data"), project.path("kept"));
        Files.move(project.path("other/data"), project.path("top/data"));
        Files.move(project.path("top/data"), project.path("other/data"));
        Files.move(project.path("kept"), project.path("top/data"));

        assertThat(project.read("top").changesSince(before)).containsExactly("top/data/");
    }

    @Test
    void changedAddedAndRemovedInputsAreNamed() {
        Fingerprint before = project.read("data");

        project.write("data/a.csv", "new");
        project.delete("data/b.csv");
        project.files("data/c.csv");

        assertThat(project.read("data").changesSince(before)).containsExactly("data/a.csv", "data/b.csv", "data/c.csv");
        assertThat(before.changesSince(project.read("data"))).containsExactly("data/a.csv", "data/b.csv", "data/c.csv");
    }

    @Test
    void fileThatWasRewrittenWithTheOldBytesAndTimeHasChanged() throws IOException {
        Path file = project.path("data/a.csv");
        FileTime time = Files.getLastModifiedTime(file);
        Fingerprint before = project.read("data");

        project.write("data/a.csv", "xxxx/x.xxx");
        project.write("data/a.csv", "data/a.csv");
        Files.setLastModifiedTime(file, time);
        Fingerprint after = project.read("data");

        assertThat(after.hashes()).isEqualTo(before.hashes());
        assertThat(after.changesSince(before)).containsExactly("data/a.csv");
    }

    @Test
    void fileThatWasReplacedByACopyHasChanged() throws IOException {
        Path file = project.path("data/a.csv");
        Path copy = Files.copy(file, project.path("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        Fingerprint before = project.read("data");

        Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(project.read("data").changesSince(before)).containsExactly("data/a.csv");
    }

    @Test
    void fileThatWasSwappedAndSwappedBackHasChanged() throws IOException {
        Path file = project.path("data/a.csv");
        Fingerprint before = project.read("data");

        Files.move(file, project.path("aside"));
        project.write("data/a.csv", "other");
        project.delete("data/a.csv");
        Files.move(project.path("aside"), file);

        assertThat(project.read("data").changesSince(before)).containsExactly("data/a.csv");
    }

    @Test
    void linkThatPointedElsewhereForAWhileHasChanged() {
        project.files("v1/x", "v2/x");
        project.link("data/file", "../v1/x");
        project.link("data/directory", "../v1");
        Fingerprint before = project.read("data");

        for (String version : List.of("v2", "v1")) {
            project.delete("data/file");
            project.delete("data/directory");
            project.link("data/file", "../" + version + "/x");
            project.link("data/directory", "../" + version);
        }

        assertThat(project.read("data").hashes()).isEqualTo(before.hashes());
        assertThat(project.read("data").changesSince(before)).containsExactly("data/directory/", "data/file");
    }

    @Test
    void targetThatWasRewrittenIsAChangeOfTheLink() {
        project.write("target", "one");
        project.link("data/link", "../target");
        Fingerprint before = project.read("data");

        project.write("target", "two");
        project.write("target", "one");

        assertThat(project.read("data").changesSince(before)).containsExactly("data/link");
    }

    @Test
    void outputWrittenBesideTheInputsIsNoChange() {
        Fingerprint before = project.read(
                project.step("data").outputDir(project.path("data")).requiredOutputs("out.csv"));

        project.files("data/out.csv", "data/.s.manifest.json", "data/.x.tmp");
        Fingerprint after = project.read(
                project.step("data").outputDir(project.path("data")).requiredOutputs("out.csv"));

        assertThat(after.changesSince(before)).isEmpty();
    }

    @Test
    void fingerprintIsAValueOfItsOwn() {
        TreeMap<String, String> hashes = new TreeMap<>(Map.of("😀", sha256("a"), "\ufffd", sha256("b")));
        Map<String, List<FileStamp>> stamps = new HashMap<>();
        List<InputProblem> problems = new ArrayList<>();
        Fingerprint fingerprint = new Fingerprint(hashes, stamps, problems);

        hashes.clear();
        stamps.put("x", List.of());
        problems.add(new InputProblem.NoMatch("x"));

        assertThat(fingerprint.hashes().keySet()).containsExactly("\ufffd", "😀");
        assertThat(fingerprint.stamps()).isEmpty();
        assertThat(fingerprint.problems()).isEmpty();
        for (Runnable change : List.<Runnable>of(
                () -> fingerprint.hashes().clear(),
                () -> fingerprint.stamps().clear(),
                () -> fingerprint.problems().clear())) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
        }
    }
}
