package io.github.stepcache.manifest;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** An open file whose content is in memory, and which gives out no more than so many bytes at once. */
final class BytesChannel implements SeekableByteChannel {

    private final byte[] bytes;
    private final int mostAtOnce;
    private int place;

    BytesChannel(byte[] bytes, int mostAtOnce) {
        this.bytes = bytes;
        this.mostAtOnce = mostAtOnce;
    }

    @Override
    public int read(ByteBuffer target) {
        int count = Math.min(Math.min(mostAtOnce, target.remaining()), bytes.length - place);
        if (count <= 0) {
            return -1;
        }
        target.put(bytes, place, count);
        place += count;
        return count;
    }

    @Override
    public long position() {
        return place;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        place = (int) newPosition;
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
