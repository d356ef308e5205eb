package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract 2.2: globs in the syntax of {@code java.nio}. */
class GlobTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            # one name
            *.csv         | a.csv         | true
            *.csv         | .csv          | true
            *.csv         | a.CSV         | false
            *.csv         | d/a.csv       | false
            *             | a             | true
            *             | a/b           | false
            a*c           | ac            | true
            a*c           | abbc          | true
            a?c           | abc           | true
            a?c           | a😀c          | true
            a?c           | ac            | false
            a?c           | a/c           | false
            # any depth
            **            | a/b/c         | true
            **.csv        | a/b.csv       | true
            a/**          | a/b/c         | true
            a/**          | a             | false
            a**c          | a/b/c         | true
            # no directory at all, as in Ant and Git
            **/*.csv      | a.csv         | true
            **/*.csv      | d/a.csv       | true
            **/*.csv      | d/e/a.csv     | true
            d/**/a.csv    | d/a.csv       | true
            d/**/a.csv    | d/e/f/a.csv   | true
            d/**/a.csv    | da.csv        | false
            **/d/**/a     | d/a           | true
            **/**/a       | a             | true
            d**/a         | d/a           | true
            d**/a         | da            | false
            {**/a,b}      | a             | true
            {**/a,b}      | x/a           | true
            {b,**/a}      | a             | true
            x{**/a,b}     | xa            | false
            ,**/a         | ,a            | false
            # brackets
            [ab].csv      | a.csv         | true
            [ab].csv      | c.csv         | false
            [a-c].csv     | b.csv         | true
            [a-c].csv     | d.csv         | false
            [!a-c].csv    | d.csv         | true
            [!a-c].csv    | b.csv         | false
            a[!b]c        | a/c           | false
            [^a]          | ^             | true
            [^a]          | b             | false
            [-a]          | -             | true
            [a-]          | -             | true
            [!-a]         | -             | false
            []a]          | ]             | true
            [*?\\]        | \\            | true
            [*?\\]        | b             | false
            [[]           | [             | true
            [a&&b]        | &             | true
            [a&&b]        | b             | true
            [😀-😂]       | 😁            | true
            # groups
            {a,b}.csv     | b.csv         | true
            {a,b}.csv     | a,b.csv       | false
            {a*,b}.csv    | axx.csv       | true
            {a/b,c}/d     | a/b/d         | true
            {,x}a         | a             | true
            a.{csv,tsv}   | a.tsv         | true
            # plain characters
            a,b           | a,b           | true
            a}b           | a}b           | true
            a]b           | a]b           | true
            a.b           | axb           | false
            a+(b)$^#&~    | a+(b)$^#&~    | true
            \\*           | *             | true
            \\*           | a             | false
            \\{a\\}       | {a}           | true
            \\a           | a             | true
            # composed and decomposed letters are one
            caf\u00e9*    | cafe\u0301.md | true
            cafe\u0301*   | caf\u00e9.md  | true
            caf?          | cafe\u0301    | true
            """)
    void globMatches(String glob, String path, boolean matched) {
        assertThat(Glob.parse(glob).matches(path)).isEqualTo(matched);
    }

    @Test
    void namesWithNewlinesAreMatched() {
        assertThat(Glob.parse("**").matches("a\nb/c\u2028d")).isTrue();
        assertThat(Glob.parse("a?b").matches("a\nb")).isTrue();
        assertThat(Glob.parse("*.csv").matches("a.csv\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a[b    | 2 | a '[' is not closed with ']'
            a[]    | 2 | a '[' is not closed with ']'
            a[!]   | 2 | a '[' is not closed with ']'
            [a/b]  | 3 | a '/' stands inside '[...]'
            [c-a]  | 4 | a range in '[...]' runs backwards
            a{b,c  | 5 | a group is not closed with '}'
            {a{b}} | 3 | groups '{...}' cannot be nested
            a*\\   | 3 | there is nothing to escape at the end
            """)
    void globThatCannotBeParsedIsRefusedWithThePlace(String glob, int place, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Glob.parse(glob))
                .withMessage("Glob " + Quoted.of(glob) + " cannot be parsed at character " + place + ": " + why);
    }

    @ParameterizedTest
    @CsvSource({"*, 1", "a/b*, 2", "*/b/?, 3", "a/**, 2147483647", "'{a/b,c}', 2"})
    void depthIsWorthLookingAt(String glob, int depth) {
        assertThat(Glob.parse(glob).depth()).isEqualTo(depth);
    }

    @Test
    void caseCountsOnlyWhereTheFileSystemSaysSo() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            assertThat(Glob.parse("É*.csv").on(windows).matches("été.CSV")).isTrue();
            assertThat(Glob.parse("[a-c]").on(windows).matches("B")).isTrue();
        }
        assertThat(Glob.parse("a*").on(FileSystems.getDefault()).matches("ab")).isTrue();
    }

    @Test
    void namesThatInviteEndlessTriesAreJudgedAtOnce() {
        Glob glob = Glob.parse("*a*a*a*a*a*a*a*a*b");
        String name = "a".repeat(255);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(glob.matches(name)).isFalse());
    }

    @Test
    void textIsKept() {
        assertThat(Glob.parse("**/*.csv")).hasToString("**/*.csv");
    }
}
