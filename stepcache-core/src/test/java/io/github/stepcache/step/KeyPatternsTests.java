package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 5.1: what a required output may be, and the same for excludes. */
class KeyPatternsTests {

    private static KeyPatterns outputs(String... declared) {
        return KeyPatterns.requiredOutputs(List.of(declared), FileSystems.getDefault());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ..           | it climbs out of the output directory with '..'
            ../x         | it climbs out of the output directory with '..'
            a/../../b    | it climbs out of the output directory with '..'
            a/..         | it climbs out of the output directory with '..'
            ../*.csv     | it climbs out of the output directory with '..'
            a/../../*    | it climbs out of the output directory with '..'
            /etc/passwd  | it is absolute, and not relative to the output directory
            //etc        | it is absolute, and not relative to the output directory
            /            | it is absolute, and not relative to the output directory
            /tmp/*.csv   | it is absolute, and not relative to the output directory
            .            | it names the output directory itself; '**' stands for all files in it
            ./           | it names the output directory itself; '**' stands for all files in it
            ././.        | it names the output directory itself; '**' stands for all files in it
            """)
    void outputThatEscapesIsRefused(String output, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> outputs("fine.csv", output))
                .withMessage("Required output " + Quoted.of(output) + " is refused: " + why + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*/../x", "{a,../../b}", "**/..", "a[b", "{a", "*\\", "x\0"})
    void outputThatIsEmptyOrClimbsBehindAWildcardOrCannotBeParsedIsRefused(String output) {
        assertThatIllegalArgumentException().isThrownBy(() -> outputs(output));
    }

    @Test
    void outputThatTheFileSystemCannotExpressIsRefused() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyPatterns.requiredOutputs(List.of("a|b"), windows))
                    .withMessageStartingWith("Required output \"a|b\" is refused: this file system cannot express it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..\\x", "a\\..\\..\\x", "c:\\x", "C:\\x\\*.csv"})
    void backslashesDoNotEscapeOnWindowsEither(String output) throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> KeyPatterns.requiredOutputs(List.of(output), windows));
        }
    }

    @Test
    void pathsAreNormalised() {
        assertThat(outputs("./a//b/./c/", "x/./*.csv").patterns())
                .extracting(PathPattern::root)
                .containsExactly("a/b/c", "x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.csv        | a.csv           | true
            a.csv        | b.csv           | false
            a.csv        | a.csv.bak       | false
            a.csv        | x/a.csv         | false
            parts        | parts/x/.y      | true
            parts        | parts2/x        | false
            parts/*.csv  | parts/1.csv     | true
            parts/*.csv  | parts/x/1.csv   | false
            parts/*.csv  | parts           | false
            parts/*.csv  | parts2/1.csv    | false
            parts/*      | parts/x/.y/z    | true
            *            | .hidden         | false
            **           | a/b             | true
            **           | a/.b/c          | true
            **           | .b/c            | false
            .hidden      | .hidden/x       | true
            .h/*.csv     | .h/a.csv        | true
            """)
    void outputCoversWhatItNamesAndAllBelow(String output, String key, boolean covered) {
        assertThat(outputs(output).cover(key)).isEqualTo(covered);
    }

    @Test
    void nothingIsCoveredByNothing() {
        assertThat(outputs().cover("a")).isFalse();
    }

    @Test
    void excludesAreReadTheSameWay() {
        KeyPatterns excludes = KeyPatterns.excludes(List.of("data/tmp", "**/*.bak"), FileSystems.getDefault());

        assertThat(excludes.cover("data/tmp/x")).isTrue();
        assertThat(excludes.cover("a.bak")).isTrue();
        assertThat(excludes.cover("data/x")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyPatterns.excludes(List.of("../x"), FileSystems.getDefault()))
                .withMessage("Exclude \"../x\" is refused: it climbs out of the base directory with '..'.");
    }
}
