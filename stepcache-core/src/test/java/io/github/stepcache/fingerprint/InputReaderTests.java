package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2: which files are the inputs of a step, and under which keys. */
class InputReaderTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    @Test
    void fileIsHashedUnderItsRelativePath() {
        project.write("data/a.csv", "one");

        Fingerprint read = project.read("data/a.csv");

        assertThat(read.hashes()).containsExactly(entry("data/a.csv", sha256("one")));
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void directoryIsReadToItsBottom() {
        project.files("data/a.csv", "data/x/b.csv", "data/x/y/z/c", "other/d.csv");

        assertThat(project.keys("data")).containsExactly("data/a.csv", "data/x/b.csv", "data/x/y/z/c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data/*.csv     | data/a.csv
            data/**/*.csv  | data/a.csv data/x/b.csv
            **/*.csv       | data/a.csv data/x/b.csv e.csv
            *.csv          | e.csv
            d*/a.csv       | data/a.csv
            data/?.csv     | data/a.csv
            data/{a,b}.*   | data/a.csv
            data/x*        | data/x/b.csv data/x/c.txt
            data/x/*       | data/x/b.csv data/x/c.txt
            **             | data/a.csv data/x/b.csv data/x/c.txt e.csv
            """)
    void globIsMatchedBelowTheBaseDirectory(String glob, String keys) {
        project.files("data/a.csv", "data/x/b.csv", "data/x/c.txt", "e.csv");

        assertThat(project.keys(glob)).containsExactly(keys.split(" "));
    }

    @Test
    void touchedFileIsUnchangedAndChangedBytesWithOldTimeAndSizeAreAChange() throws IOException {
        Path file = project.write("a.csv", "one");
        Fingerprint before = project.read("a.csv");
        FileTime time = Files.getLastModifiedTime(file);

        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertThat(project.read("a.csv").hashes()).isEqualTo(before.hashes());

        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);
        assertThat(project.read("a.csv").hashes()).isNotEqualTo(before.hashes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/", "./data", "x/../data", "data/.", "../base/data", "data//", "{data,x}"})
    void howTheInputIsSpelledDoesNotMatter(String input) {
        project.files("data/a.csv");
        project.directory("x");

        assertThat(project.keys(input)).containsExactly("data/a.csv");
    }

    @Test
    void absoluteInputBelowTheBaseDirectoryHasARelativeKey() {
        project.files("data/a.csv");

        assertThat(project.keys(project.path("data").toString())).containsExactly("data/a.csv");
        assertThat(project.keys(project.path("data") + "/*.csv")).containsExactly("data/a.csv");
    }

    @Test
    void inputOutsideTheBaseDirectoryKeepsItsAbsolutePath() {
        project.files("../other/a.csv");
        String key = project.path("../other/a.csv").normalize().toString();

        assertThat(project.keys("../other")).containsExactly(key);
        assertThat(project.keys("../other/*.csv", key)).containsExactly(key);
    }

    @Test
    void baseDirectoryItselfCanBeTheInput() {
        project.files("a.csv", "x/b.csv");

        assertThat(project.keys(".")).containsExactly("a.csv", "x/b.csv");
    }

    @Test
    void overlappingInputsGiveOneKey() {
        project.files("data/a.csv", "data/b.csv");
        String absolute = project.path("data/a.csv").toString();

        assertThat(project.keys("data", "data/a.csv", "data/*.csv", "**", absolute, "data/../data/b.csv"))
                .containsExactly("data/a.csv", "data/b.csv");
    }

    @Test
    void keysAreSortedByCodePoint() {
        project.files("data/b", "data/B", "data/😀", "data/\ufffd", "data/a-b", "data/a/b", "data/a.b");

        assertThat(project.keys("data"))
                .containsExactly("data/B", "data/a-b", "data/a.b", "data/a/b", "data/b", "data/\ufffd", "data/😀");
    }

    @Test
    void movedTreeKeepsItsKeysAndHashes() throws IOException {
        project.files("data/a.csv", "data/x/b.csv", "conf/c.yaml");
        project.link("data/l", "x");
        Fingerprint before = project.read("data", "conf/*");

        Path moved = Files.move(project.path(""), project.path("../elsewhere"));

        assertThat(new Project(moved).read("data", "conf/*").hashes()).isEqualTo(before.hashes());
    }

    @Test
    void hiddenFilesAndPythonsLeftoversAreNoInputsOfDirectoriesAndGlobs() {
        project.files("d/a", "d/.b", "d/.c/d", "d/x/.e", "d/__pycache__/f", "d/g.pyc", "d/x.pyc/h", "d/i.pyc.txt");

        assertThat(project.keys("d")).containsExactly("d/a", "d/i.pyc.txt", "d/x.pyc/h");
        assertThat(project.keys("d/**")).containsExactly("d/a", "d/i.pyc.txt", "d/x.pyc/h");
        assertThat(project.keys("**/a", "d/*")).containsExactly("d/a", "d/i.pyc.txt", "d/x.pyc/h");
        assertThat(project.problems("d/.*", "d/__*/f")).containsExactly(noMatch("d/.*"), noMatch("d/__*/f"));
    }

    @Test
    void whatIsNamedLiterallyIsInHoweverItIsCalled() {
        project.files(".hidden", ".dir/a.txt", "x.pyc", "a.txt", ".conf/b.csv");

        assertThat(project.keys(project.step(".hidden", "x.pyc", "a.txt").extensions(".csv")))
                .containsExactly(".hidden", "a.txt", "x.pyc");
        assertThat(project.keys(".dir", ".conf/*.csv")).containsExactly(".conf/b.csv", ".dir/a.txt");
    }

    @Test
    void onlyTheNamedExtensionsCount() {
        project.files("d/a.csv", "d/b.CSV", "d/c.tar.gz", "d/d.gz", "d/e.", "d/f", "d/csv", "d/g.csv.bak", "d/h.csv/i");

        assertThat(project.keys(project.step("d").extensions(".csv", ".gz")))
                .containsExactly("d/a.csv", "d/c.tar.gz", "d/d.gz");
        assertThat(project.keys(project.step("d/*").extensions(".csv"))).containsExactly("d/a.csv");
    }

    @Test
    void excludesAreLeftOutOfDirectoriesAndGlobs() {
        project.files("d/a.csv", "d/tmp/b.csv", "d/x/c.bak", "d/x/d.csv");

        assertThat(project.keys(project.step("d", "**"), "d/tmp", "**/*.bak")).containsExactly("d/a.csv", "d/x/d.csv");
        assertThat(project.keys(project.step("d/tmp/b.csv"), "d/tmp")).containsExactly("d/tmp/b.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "nothing/*.csv", "d/*.txt", "empty", "empty/**", "hidden", "d/a.csv/x*"})
    void inputThatMatchesNoFileIsNamed(String input) {
        project.files("d/a.csv", "hidden/.a", "hidden/.b/c", "hidden/__pycache__/d");
        project.directory("empty/x/y");

        assertThat(project.problems("d", input)).containsExactly(noMatch(input));
        assertThat(project.read("d", input).hashes()).containsOnlyKeys("d/a.csv");
    }

    @Test
    void stepWithoutInputsDependsOnNoFile() {
        assertThat(project.keys()).isEmpty();
    }

    @Test
    void fileWhoseVeryNameLooksLikeAGlobIsReadAsWell() {
        project.files("d/a[1].csv", "d/a1.csv", "d/*.csv", "d/{x}.csv/y");

        assertThat(project.keys("d/a[1].csv")).containsExactly("d/a1.csv", "d/a[1].csv");
        assertThat(project.keys("d/{x}.csv")).containsExactly("d/{x}.csv/y");
        assertThat(project.keys("d/a\\[1\\].csv")).containsExactly("d/a[1].csv");
        assertThat(project.keys(project.step().inputPaths(Path.of("d", "*.csv"))))
                .containsExactly("d/*.csv");
    }
}
