package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePointOrderTests {

    @Test
    void emojiComesAfterTheRestOfTheBasicPlane() {
        assertThat(Stream.of("😀", "\ufffd", "\ue000", "z", "").sorted(CodePointOrder.INSTANCE))
                .containsExactly("", "z", "\ue000", "\ufffd", "😀");
    }

    @Test
    void prefixComesFirst() {
        assertThat(CodePointOrder.INSTANCE.compare("a", "a/b")).isNegative();
        assertThat(CodePointOrder.INSTANCE.compare("a/b", "a")).isPositive();
        assertThat(CodePointOrder.INSTANCE.compare("a", "a")).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void orderIsThatOfTheCodePoints(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String left = text(random);
            String right = text(random);

            int expected = Arrays.compare(
                    left.codePoints().toArray(), right.codePoints().toArray());

            assertThat(Integer.signum(CodePointOrder.INSTANCE.compare(left, right)))
                    .as("%s and %s", Quoted.of(left), Quoted.of(right))
                    .isEqualTo(Integer.signum(expected));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void halfSurrogatePairsDoNotUpsetASort(long seed) {
        Random random = new Random(seed);
        List<String> texts = Stream.generate(() -> units(random)).limit(5_000).toList();

        List<String> sorted = texts.stream().sorted(CodePointOrder.INSTANCE).toList();

        for (int i = 1; i < sorted.size(); i++) {
            assertThat(CodePointOrder.INSTANCE.compare(sorted.get(i - 1), sorted.get(i)))
                    .isNotPositive();
            assertThat(CodePointOrder.INSTANCE.compare(sorted.get(i), sorted.get(i - 1)) == 0)
                    .isEqualTo(sorted.get(i).equals(sorted.get(i - 1)));
        }
    }

    /** Few different characters, so that many texts share a beginning. */
    private static String text(Random random) {
        int[] points = {'a', 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600, 0x1f601, 0x10ffff};
        return random.ints(random.nextInt(5), 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String units(Random random) {
        String units = "a\ud7ff\ud83d\ude00\ude01\udbff\ue000";
        return random.ints(random.nextInt(5), 0, units.length())
                .collect(StringBuilder::new, (text, i) -> text.append(units.charAt(i)), StringBuilder::append)
                .toString();
    }
}
