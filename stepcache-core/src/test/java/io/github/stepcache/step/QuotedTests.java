package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.11: one event, one line, whatever a file is called. */
class QuotedTests {

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        assertThat(Quoted.of("data/Übersicht 統計 😀.csv")).isEqualTo("\"data/Übersicht 統計 😀.csv\"");
    }

    @Test
    void quotesAreEscaped() {
        assertThat(Quoted.of("say \"hi\"")).isEqualTo("\"say \\\"hi\\\"\"");
        assertThat(Quoted.line("say \"hi\"")).isEqualTo("say \"hi\"");
    }

    @Test
    void lineBreaksAndTabsAreEscaped() {
        assertThat(Quoted.of("a\nb\rc\td")).isEqualTo("\"a\\nb\\rc\\td\"");
        assertThat(Quoted.of("a\u0085b\u2028c\u2029d\u000be\ff"))
                .isEqualTo("\"a\\u0085b\\u2028c\\u2029d\\u000be\\u000cf\"");
    }

    @Test
    void terminalSequencesAreEscaped() {
        assertThat(Quoted.of("\u001b[2J\u0007\0\u007f\u009b")).isEqualTo("\"\\u001b[2J\\u0007\\u0000\\u007f\\u009b\"");
    }

    @Test
    void charactersThatTurnTheDirectionOrAreInvisibleAreEscaped() {
        assertThat(Quoted.of("gpj.\u202eexe\u2066\u200b\ufeff\u00ad"))
                .isEqualTo("\"gpj.\\u202eexe\\u2066\\u200b\\ufeff\\u00ad\"");
        assertThat(Quoted.of(Character.toString(0xe0041))).isEqualTo("\"\\u{e0041}\"");
    }

    @Test
    void halfASurrogatePairIsEscapedAndAWholeOneIsNot() {
        assertThat(Quoted.of("\ud83d|\ude00|😀")).isEqualTo("\"\\ud83d|\\ude00|😀\"");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Quoted.line("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(Quoted.line("x".repeat(501))).isEqualTo("x".repeat(500) + "...");
        assertThat(Quoted.line("😀".repeat(100_000))).isEqualTo("😀".repeat(500) + "...");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyTextIsOneShortLine(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(random.nextInt(700), 0, 0x3000)
                    .collect(StringBuilder::new, (built, unit) -> built.append((char) unit), StringBuilder::append)
                    .append((char) random.nextInt(0x10000))
                    .toString();

            String quoted = Quoted.of(text);

            assertThat(quoted).hasLineCount(1).hasSizeLessThan(5_000);
            assertThat(quoted.codePoints().map(Character::getType))
                    .doesNotContain(
                            (int) Character.CONTROL,
                            (int) Character.FORMAT,
                            (int) Character.SURROGATE,
                            (int) Character.LINE_SEPARATOR,
                            (int) Character.PARAGRAPH_SEPARATOR);
        }
    }
}
