package io.github.stepcache.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** An open file that fails when it is told to; a write that fails has written half. */
final class FaultyChannel extends FileChannel {

    private final Faults faults;
    private final String file;
    private final FileChannel real;

    FaultyChannel(Faults faults, String file, FileChannel real) {
        this.faults = faults;
        this.file = file;
        this.real = real;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        faults.before("read " + file);
        return real.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        try {
            faults.before("write " + file);
        } catch (IOException | Error e) {
            real.write(source.slice(source.position(), source.remaining() / 2));
            throw e;
        }
        int written = real.write(source);
        faults.after("write " + file);
        return written;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        faults.before("force " + file);
        if (Thread.currentThread().isInterrupted()) {
            real.force(metaData); // which closes the channel
        }
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        faults.before("tryLock " + file);
        FileLock lock = real.tryLock(position, size, shared);
        faults.after("tryLock " + file);
        return lock;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
        faults.before("close " + file);
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
