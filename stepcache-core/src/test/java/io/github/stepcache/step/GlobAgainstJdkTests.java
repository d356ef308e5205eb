package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On random globs and names, ours and the JDK's matcher agree, but for what {@code **}{@code /} stands for. */
class GlobAgainstJdkTests {

    private static final List<String> PIECES = List.of(
            "a", "b", "c", ".", "é", "😀", "-", ",", "\\*", "*", "*", "?", "**", "[ab]", "[!a]", "[a-c]", "[-b]",
            "[é.]");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void globsAreReadAsTheJdkReadsThem(long seed) {
        Random random = new Random(seed);
        int matched = 0;
        for (int round = 0; round < 2_000; round++) {
            String text = glob(random);
            Glob glob = Glob.parse(text);
            for (int i = 0; i < 10; i++) {
                String name = name(random);
                boolean expected = jdkMatches(text, name);

                assertThat(glob.matches(name))
                        .as("glob %s on %s, seed %d", text, name, seed)
                        .isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).as("matches, so that both answers are compared").isBetween(200, 19_800);
    }

    /** Ask the JDK with each {@code **}{@code /} at the start of a name kept, and with it left out. */
    private static boolean jdkMatches(String glob, String name) {
        return variants(glob, 0)
                .anyMatch(variant -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + variant)
                        .matches(Path.of(name)));
    }

    private static Stream<String> variants(String glob, int from) {
        int at = glob.indexOf("**/", from);
        if (at < 0) {
            return Stream.of(glob);
        }
        if (at > 0 && glob.charAt(at - 1) != '/') {
            return variants(glob, at + 1);
        }
        return Stream.concat(variants(glob, at + 3), variants(glob.substring(0, at) + glob.substring(at + 3), at));
    }

    private static String glob(Random random) {
        return Stream.generate(() -> globOfName(random))
                .limit(1 + random.nextInt(3))
                .collect(Collectors.joining("/"));
    }

    private static String globOfName(Random random) {
        return Stream.generate(() ->
                        random.nextInt(8) == 0 ? "{" + pieces(random) + "," + pieces(random) + "}" : piece(random))
                .limit(1 + random.nextInt(5))
                .collect(Collectors.joining());
    }

    private static String pieces(Random random) {
        return Stream.generate(() -> piece(random)).limit(random.nextInt(3)).collect(Collectors.joining());
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static String name(Random random) {
        return Stream.generate(() -> plainName(random))
                .limit(1 + random.nextInt(3))
                .collect(Collectors.joining("/"));
    }

    private static String plainName(Random random) {
        List<String> letters = List.of("a", "a", "b", "b", "c", ".", "é", "😀", "-", "*", ",");
        return Stream.generate(() -> letters.get(random.nextInt(letters.size())))
                .limit(1 + random.nextInt(5))
                .collect(Collectors.joining());
    }
}
