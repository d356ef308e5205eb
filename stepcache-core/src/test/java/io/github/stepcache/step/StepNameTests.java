package io.github.stepcache.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2: what a step may be called. */
class StepNameTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dictionary",
                "d",
                "7",
                "2024-report",
                "clean_v2.final",
                "a.",
                "a..b",
                "con",
                "NUL.txt",
                "Übersicht",
                "отчёт",
                "Ελλάδα",
                "統計",
                "かな",
                "통계",
                "تقرير",
                "דוח",
                "नगर",
                "٣٤",
                "𐐷eseret"
            })
    void lettersAndDigitsOfAnyScriptAreAccepted(String name) {
        assertThat(StepName.check(name)).isSameAs(name);
    }

    static Stream<Arguments> refusedNames() {
        return Stream.of(
                argumentSet("empty", "", "it is empty"),
                argumentSet("leading dot", ".hidden", "it must start with a letter or a digit"),
                argumentSet("leading hyphen", "-rf", "it must start with a letter or a digit"),
                argumentSet("leading underscore", "_a", "it must start with a letter or a digit"),
                argumentSet("only dots", "..", "it must start with a letter or a digit"),
                argumentSet("climbing path", "/../../x", "it must start with a letter or a digit"),
                argumentSet("path", "a/../../x", "it contains \"/\""),
                argumentSet("path of Windows", "a\\b", "it contains \"\\\""),
                argumentSet("drive", "c:", "it contains \":\""),
                argumentSet("blank", "a b", "it contains \" \""),
                argumentSet("wildcard", "a*", "it contains \"*\""),
                argumentSet("NUL", "a\0b", "it contains \"\\u0000\""),
                argumentSet("newline", "a\nb", "it contains \"\\n\""),
                argumentSet("emoji", "a😀", "it contains \"😀\""),
                argumentSet("half a surrogate pair", "a\ud83d", "it contains \"\\ud83d\""),
                argumentSet("half a pair first", "\ude00a", "it must start with a letter or a digit"),
                argumentSet("invisible joiner", "a\u200db", "it contains \"\\u200d\""),
                argumentSet("turned direction", "a\u202eb", "it contains \"\\u202e\""),
                argumentSet("fraction", "a½", "it contains \"½\""));
    }

    @ParameterizedTest
    @MethodSource("refusedNames")
    void anythingElseIsRefusedWithTheCulprit(String name, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepName.check(name))
                .withMessageStartingWith("Step name " + Quoted.of(name) + " is refused: " + why)
                .withMessageContaining("A step's name is made of letters, digits")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"caf\u00e9", "\u00fcber", "\ud55c"})
    void composedLettersAreAccepted(String name) {
        assertThat(StepName.check(name)).isEqualTo(name);
    }

    @Test
    void decomposedLettersAreRefused() {
        // Two spellings of one name would be two manifests on one file system and one on another.
        assertThatIllegalArgumentException().isThrownBy(() -> StepName.check("cafe\u0301"));
        assertThatIllegalArgumentException().isThrownBy(() -> StepName.check("\u1112\u1161\u11ab"));
    }

    @Test
    void canonicallyEqualLettersOutsideNfcAreRefused() {
        // The sign for Angstrom is a letter whose composed form is another letter.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepName.check("\u212b"))
                .withMessageContaining("it is not in Unicode normal form NFC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "統", "𐐷"})
    void twoHundredBytesAreAcceptedAndOneMoreIsNot(String letter) {
        int size = letter.getBytes(UTF_8).length;
        String longest = letter.repeat(200 / size) + "x".repeat(200 % size);

        assertThat(StepName.check(longest)).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepName.check(longest + "x"))
                .withMessageContaining("it has 201 bytes in UTF-8, more than 200");
    }
}
