package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTests {

    @ParameterizedTest
    @ValueSource(
            strings = {"a.csv", "data/raw", "/data/raw/", "../x", ".", "a b", "a,b", "a}b", "a]b", "a\\b", "~", "a\nb"})
    void pathWithoutWildcardsIsTakenLiterally(String text) {
        PathPattern pattern = PathPattern.parse(text);

        assertThat(pattern.root()).isEqualTo(text);
        assertThat(pattern.glob()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            *.csv            | ''         | *.csv
            data/*.csv       | data       | *.csv
            data/raw/**/*.c  | data/raw   | **/*.c
            a/b*/c/d         | a          | b*/c/d
            ../in/*          | ../in      | *
            /*               | /          | *
            /data/[ab]       | /data      | [ab]
            data/{a,b}/c     | data       | {a,b}/c
            a\\*b/c?         | a*b        | c?
            a\\\\/b*         | a\\        | b*
            data//raw//*//x  | data//raw/ | */x
            data/*/          | data       | *
            """)
    void globIsSplitBehindTheLastNameWithoutWildcard(String text, String root, String glob) {
        PathPattern pattern = PathPattern.parse(text);

        assertThat(pattern.text()).isEqualTo(text);
        assertThat(pattern.root()).isEqualTo(root);
        assertThat(pattern.glob())
                .hasValueSatisfying(parsed -> assertThat(parsed).hasToString(glob));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/..",
                "*/../x",
                "**/../../x",
                "a*/./b",
                "{..,a}/b",
                "{a,..}/b",
                "x/{.,y}/z",
                "*/{a,../b}",
                "[a]/.."
            })
    void dotsBehindAWildcardAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(text))
                .withMessage("Glob " + Quoted.of(text) + " is refused: '.' and '..' cannot stand behind a wildcard");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/...", "*/.hidden", "*/a..b", "*/..a", "{a..,b}"})
    void dotsAsPartOfANameAreNot(String text) {
        assertThat(PathPattern.parse(text).glob()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void emptyTextIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(text))
                .withMessage("A path or glob must not be empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "*\0"})
    void characterThatNoFileNameHasIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(text))
                .withMessage("Path " + Quoted.of(text) + " contains the character NUL");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void quotedPathStandsForJustThatPath(long seed) {
        Random random = new Random(seed);
        String letters = "ab*?[]{},\\/. é\n-!";
        for (int round = 0; round < 10_000; round++) {
            String path = "x"
                    + random.ints(random.nextInt(8), 0, letters.length())
                            .collect(
                                    StringBuilder::new,
                                    (text, i) -> text.append(letters.charAt(i)),
                                    StringBuilder::append);

            PathPattern pattern = PathPattern.parse(PathPattern.quote(path));

            assertThat(pattern.glob()).as("%s, seed %d", Quoted.of(path), seed).isEmpty();
            assertThat(pattern.root()).as("%s, seed %d", Quoted.of(path), seed).isEqualTo(path);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void quotedNameCanStandBesideWildcards(long seed) {
        Random random = new Random(seed);
        String letters = "ab*?[]{},\\. é\n-!";
        for (int round = 0; round < 5_000; round++) {
            String name = "x"
                    + random.ints(random.nextInt(8), 0, letters.length())
                            .collect(
                                    StringBuilder::new,
                                    (text, i) -> text.append(letters.charAt(i)),
                                    StringBuilder::append);

            Glob glob = PathPattern.parse("*-" + PathPattern.quote(name)).glob().orElseThrow();

            assertThat(glob.matches("1-" + name))
                    .as("%s, seed %d", Quoted.of(name), seed)
                    .isTrue();
            assertThat(glob.matches("1-" + name + "x"))
                    .as("%s, seed %d", Quoted.of(name), seed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data      | ''        | true
            data      | x/.y/z    | true
            data/*.c  | a.c       | true
            data/*.c  | a.c/x/.y  | true
            data/*.c  | x/a.c     | false
            data/**   | x/y       | true
            data/**   | .x/y      | false
            data/*    | ''        | false
            """)
    void whatIsBelowTheRootIsCovered(String text, String below, boolean covered) {
        assertThat(PathPattern.parse(text).covers(below)).isEqualTo(covered);
    }
}
