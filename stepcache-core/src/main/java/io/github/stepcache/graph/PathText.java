package io.github.stepcache.graph;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.stream.IntStream;

/**
 * Paths as texts to be compared: some file systems tell neither upper case from lower case nor composed letters from
 * decomposed ones, and which one it will be is not known from a declaration.
 */
final class PathText {

    private PathText() {}

    /** Write a path with {@code /} between its names. */
    static String of(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** Write a text such that all ways to write it come out the same. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        normalize(text).codePoints().forEach(point -> folded.appendCodePoint(fold(point)));
        return folded.toString();
    }

    static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static int fold(int point) {
        return Character.toLowerCase(Character.toUpperCase(point));
    }

    static IntStream cases(int point) {
        return IntStream.of(
                point, Character.toLowerCase(point), Character.toUpperCase(point), Character.toTitleCase(point));
    }
}
