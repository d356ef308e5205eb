package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.ContentHashesCursor;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The value of {@code input_hashes} in the JSON of a manifest, byte for byte as {@link JsonText} would write it, made piece
 * by piece: a million hashes never stand in memory as text. Not safe for use by many threads.
 */
final class HashesJson {

    /** Small enough for a cache; with a quarter of it, a million hashes take a sixth longer to write. */
    private static final int PIECE = 1 << 18;

    /** What most lines are no longer than. */
    private static final int LINE = 128;

    private static final int HASH = 64;
    private static final byte[] FIRST = "{\n    \"".getBytes(US_ASCII);
    private static final byte[] NEXT = ",\n    \"".getBytes(US_ASCII);
    private static final byte[] COLON = "\": \"".getBytes(US_ASCII);
    private static final byte[] LAST = "\n  }".getBytes(US_ASCII);
    private static final byte[] NONE = "{}".getBytes(US_ASCII);

    private final ContentHashesCursor cursor;
    private final boolean isEmpty;
    private byte[] piece;
    private int length;
    private boolean isFirst = true;
    private boolean isOver;

    HashesJson(ContentHashes hashes) {
        this.cursor = hashes.cursor();
        this.piece = new byte[(int) Math.min(PIECE, LINE * (hashes.size() + 1L))];
        this.isEmpty = !cursor.next();
    }

    /** Make the next piece, if there is one. */
    boolean next() {
        length = 0;
        if (isOver) {
            return false;
        }
        if (isEmpty) {
            add(NONE);
            isOver = true;
        }
        while (!isOver && addEntry()) {
            if (!cursor.next()) {
                isOver = true;
                makeRoom(LAST.length);
                add(LAST);
            }
        }
        return true;
    }

    /** The piece that was made; it holds until another one is made. */
    byte[] bytes() {
        return piece;
    }

    /** How many of the bytes are the piece. */
    int length() {
        return length;
    }

    /** Add an entry, unless the piece is so full that it has to wait for the next. */
    private boolean addEntry() {
        int mostForKey = cursor.isKeyPlain() ? cursor.keyLength() : JsonEscape.LONGEST * cursor.keyLength();
        int most = FIRST.length + mostForKey + COLON.length + HASH + 1;
        if (length > 0 && length + most + LAST.length > piece.length) {
            return false;
        }
        makeRoom(most);
        add(isFirst ? FIRST : NEXT);
        isFirst = false;
        int keyEnd = cursor.writeKey(piece, length);
        length = cursor.isKeyPlain() ? keyEnd : JsonEscape.inPlace(piece, length, keyEnd);
        add(COLON);
        length = cursor.writeHash(piece, length);
        piece[length++] = '"';
        return true;
    }

    private void makeRoom(int more) {
        if (length + more > piece.length) {
            piece = Arrays.copyOf(piece, length + more);
        }
    }

    private void add(byte[] bytes) {
        System.arraycopy(bytes, 0, piece, length, bytes.length);
        length += bytes.length;
    }

    /** Quotes, backslashes and control characters inside a string, escaped as Python escapes them. */
    private static final class JsonEscape {

        /** What a single byte can become. */
        static final int LONGEST = 6;

        private JsonEscape() {}

        /** Escape what stands in part of an array, and tell where it ends then; there has to be room behind it. */
        static int inPlace(byte[] target, int from, int to) {
            byte[] plain = Arrays.copyOfRange(target, from, to);
            int at = from;
            for (byte each : plain) {
                byte[] written = of(each);
                System.arraycopy(written, 0, target, at, written.length);
                at += written.length;
            }
            return at;
        }

        private static byte[] of(byte each) {
            int shortForm = "\"\\\b\f\n\r\t".indexOf(each);
            if (shortForm >= 0) {
                return new byte[] {'\\', (byte) "\"\\bfnrt".charAt(shortForm)};
            }
            return each >= 0 && each < ' '
                    ? ("\\u" + HexFormat.of().toHexDigits((short) each)).getBytes(US_ASCII)
                    : new byte[] {each};
        }
    }
}
