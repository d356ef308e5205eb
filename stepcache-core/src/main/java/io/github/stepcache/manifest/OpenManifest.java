package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * A manifest that was opened: its bytes one after the other, of which no more are in memory than somebody looks at. Not
 * safe for use by many threads.
 */
final class OpenManifest {

    private static final int WINDOW = 1 << 17;

    private final SeekableByteChannel channel;
    private final long size;
    private byte[] window;
    private long windowStart;
    private int from;
    private int to;

    /**
     * Start at the first byte.
     *
     * @param channel a channel at its first byte
     * @param size how long it is supposed to be
     */
    OpenManifest(SeekableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
        this.window = new byte[(int) Math.min(WINDOW, size + 1)]; // one more, so that a small file is read at once
    }

    /** Read up to a mark and what it ends with; empty where there is none within so many bytes. */
    Optional<byte[]> upTo(byte[] mark, int most) throws IOException {
        int searched = from;
        while (true) {
            for (; searched + mark.length <= to; searched++) {
                if (window[searched] == mark[0]
                        && Arrays.equals(window, searched, searched + mark.length, mark, 0, mark.length)) {
                    byte[] found = Arrays.copyOfRange(window, from, searched + mark.length);
                    from += found.length;
                    return Optional.of(found);
                }
            }
            int looked = searched - from;
            if (looked > most || !readOn()) {
                return Optional.empty();
            }
            searched = from + looked;
        }
    }

    /** Tell whether certain bytes come next, and go behind them; where they do not, the place is undefined. */
    boolean continuesWith(byte[] expected, int count) throws IOException {
        int compared = 0;
        while (compared < count) {
            if (from == to && !readOn()) {
                return false;
            }
            int length = Math.min(to - from, count - compared);
            if (!Arrays.equals(window, from, from + length, expected, compared, compared + length)) {
                return false;
            }
            from += length;
            compared += length;
        }
        return true;
    }

    /** Read a line without its newline; empty where there is no newline within so many bytes. What is no UTF-8 is lost. */
    Optional<String> line(int most) throws IOException {
        int length = 0;
        while (true) {
            for (; from + length < to; length++) {
                if (window[from + length] == '\n') {
                    String line = new String(window, from, length, UTF_8);
                    from += length + 1;
                    return Optional.of(line);
                }
            }
            if (length > most || !readOn()) {
                return Optional.empty();
            }
        }
    }

    /** Read all that is left; empty where that is more than so many bytes. */
    Optional<byte[]> rest(int most) throws IOException {
        long left = size - windowStart - from; // or more, if somebody has exchanged the file before it was opened
        int length = to - from;
        byte[] rest = Arrays.copyOfRange(window, from, from + (int) Math.max(Math.min(left, most), length) + 1);
        int count = 1;
        while (count > 0 && length <= most) {
            rest = length == rest.length ? Arrays.copyOf(rest, 2 * length) : rest;
            count = channel.read(ByteBuffer.wrap(rest, length, rest.length - length));
            length += Math.max(count, 0);
        }
        windowStart += from + length; // from where the channel goes on
        from = 0;
        to = 0;
        return length <= most ? Optional.of(Arrays.copyOf(rest, length)) : Optional.empty();
    }

    /** Go back to a byte, counted from the first. */
    void goTo(long place) throws IOException {
        if (place >= windowStart && place < windowStart + to) {
            from = (int) (place - windowStart);
        } else {
            channel.position(place);
            windowStart = place;
            from = 0;
            to = 0;
        }
    }

    /** Read more, and forget what was passed where there is no room else. */
    private boolean readOn() throws IOException {
        if (to == window.length) {
            windowStart += from;
            byte[] target = from == 0 ? new byte[2 * window.length] : window;
            System.arraycopy(window, from, target, 0, to - from);
            window = target;
            to -= from;
            from = 0;
        }
        int count = channel.read(ByteBuffer.wrap(window, to, window.length - to));
        to += Math.max(count, 0);
        return count > 0;
    }
}
