package io.github.stepcache.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Finds the first byte in which two files differ. Files are read as streams; no more than an excerpt is kept. */
final class FileComparison {

    private static final int BLOCK = 1 << 16;
    private static final int BEFORE = 60;
    private static final int EXCERPT = 140;
    private static final int BYTES = 16;

    private FileComparison() {}

    /** Say where two files differ, with the two lines, or the bytes where they are no text. */
    static Optional<String> firstDifference(Path first, Path second) throws IOException {
        byte[] block = new byte[BLOCK];
        byte[] otherBlock = new byte[BLOCK];
        try (InputStream content = Files.newInputStream(first);
                InputStream otherContent = Files.newInputStream(second)) {
            long offset = 0;
            long line = 1;
            long lineStart = 0;
            while (true) {
                int length = content.readNBytes(block, 0, BLOCK);
                int otherLength = otherContent.readNBytes(otherBlock, 0, BLOCK);
                int mismatch = Arrays.mismatch(block, 0, length, otherBlock, 0, otherLength);
                for (int i = 0; i < (mismatch < 0 ? length : mismatch); i++) {
                    if (block[i] == '\n') {
                        line++;
                        lineStart = offset + i + 1;
                    }
                }
                if (mismatch >= 0) {
                    long at = offset + mismatch;
                    return Optional.of("differs at byte " + at + ", in line " + line
                            + excerpts(first, second, at, Math.max(lineStart, at - BEFORE)));
                }
                if (length < BLOCK) {
                    return Optional.empty();
                }
                offset += length;
            }
        }
    }

    private static String excerpts(Path first, Path second, long offset, long from) throws IOException {
        Optional<String> firstText = text(first, from);
        Optional<String> secondText = text(second, from);
        boolean areTexts = firstText.isPresent() && secondText.isPresent();
        return System.lineSeparator() + "  first run:  " + (areTexts ? firstText.get() : bytes(first, offset))
                + System.lineSeparator() + "  second run: " + (areTexts ? secondText.get() : bytes(second, offset));
    }

    /** What stands there up to the end of the line; empty if that is no text. */
    private static Optional<String> text(Path file, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(read(file, from, EXCERPT));
        boolean ends = bytes.remaining() < EXCERPT;
        while (bytes.hasRemaining() && (bytes.get(bytes.position()) & 0xC0) == 0x80) {
            bytes.get(); // the rest of a character that began further up
        }
        CharBuffer chars = CharBuffer.allocate(EXCERPT);
        CoderResult result = UTF_8.newDecoder().decode(bytes, chars, ends);
        String text = chars.flip().toString();
        if (result.isError() || text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        int end = text.indexOf('\n');
        if (end >= 0) {
            return Optional.of(Quoted.of(text.substring(0, end)));
        }
        return Optional.of(Quoted.of(text) + (ends ? ", where the file ends" : "..."));
    }

    private static String bytes(Path file, long offset) throws IOException {
        byte[] bytes = read(file, offset, BYTES);
        return bytes.length == 0
                ? "the file ends"
                : "bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private static byte[] read(Path file, long from, int length) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            content.skipNBytes(from);
            return content.readNBytes(length);
        }
    }
}
