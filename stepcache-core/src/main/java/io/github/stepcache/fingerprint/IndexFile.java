package io.github.stepcache.fingerprint;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fingerprint index of a step on disk: a hidden file beside the manifest. It can be deleted at any time, and what is
 * not as it was written does not count: that costs time, and nothing else. Safe for use by many threads.
 *
 * <p>It counts until the machine is started anew: what was not forced to the disk can be lost then, while the times of
 * the files are not.
 */
public final class IndexFile {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);
    private static final int BUFFER_SIZE = 1 << 16;

    /** What is read takes as much memory as it has bytes. */
    private static final long LARGEST = Runtime.getRuntime().maxMemory() / 4 * 3;

    /** The user that this process runs as, where starts of the machine have names. */
    private static final Object OURSELVES = user();

    private final StepFiles files;

    /**
     * Name the index of a step.
     *
     * @param files the hidden files of the step
     */
    public IndexFile(StepFiles files) {
        this.files = files;
    }

    /**
     * Read the index.
     *
     * @return the index; empty where there is none that can be relied on
     */
    public Optional<FingerprintIndex> read() {
        if (BootId.current().isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> found =
                    Files.readAttributes(files.index(), "unix:isRegularFile,size,uid", LinkOption.NOFOLLOW_LINKS);
            // To open a pipe would take for ever; and what another user could read, this one need not be able to.
            boolean trusted = Boolean.TRUE.equals(found.get("isRegularFile")) && OURSELVES.equals(found.get("uid"));
            long end = (long) Objects.requireNonNull(found.get("size")) - IndexChecksum.BYTES;
            boolean readable = trusted && end >= 0 && end <= LARGEST;
            return readable ? read(end) : Optional.empty();
        } catch (IOException | RuntimeException e) { // unchecked, from a file system that need not be the JDK's own
            return Optional.empty();
        } catch (OutOfMemoryError e) { // it only saves time: without it, there may be enough
            return Optional.empty();
        }
    }

    private Optional<FingerprintIndex> read(long end) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(files.index(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Optional<InputStream> content = end <= BUFFER_SIZE ? readAtOnce(channel, end) : readTwice(channel, end);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            IndexFormat format = IndexFormat.read(new DataInputStream(content.get()), end);
            return counts(format) ? Optional.of(format.index()) : Optional.empty();
        }
    }

    /**
     * Write the index, or leave none where that is not possible.
     *
     * @param index the index
     */
    public void write(FingerprintIndex index) {
        Optional<String> bootId = BootId.current();
        if (bootId.isEmpty()) {
            return;
        }
        Path temporary = files.temporary();
        try {
            IndexFormat format = new IndexFormat(files.name(), bootId.get(), FileStamps.now(), index);
            try (OutputStream file =
                    Files.newOutputStream(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                write(format, file);
            }
            Files.move(temporary, files.index(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The index {} could not be written", Quoted.of(files.index()), e);
            deleteQuietly(temporary);
        }
    }

    /** Delete the index, if it is there and can be deleted; an index that stays counts no longer. */
    public void remove() {
        deleteQuietly(files.index());
    }

    private static void write(IndexFormat format, OutputStream file) throws IOException {
        IndexChecksum checksum = new IndexChecksum();
        DataOutputStream content =
                new DataOutputStream(new BufferedOutputStream(new CheckedOutputStream(file, checksum), BUFFER_SIZE));
        format.write(content);
        content.flush();
        file.write(checksum.bytes());
    }

    /** Give the content of a small index; empty where the checksum behind it does not hold. */
    private static Optional<InputStream> readAtOnce(SeekableByteChannel channel, long end) throws IOException {
        ByteBuffer all = ByteBuffer.allocate((int) end + IndexChecksum.BYTES);
        while (all.hasRemaining() && channel.read(all) >= 0) {}
        IndexChecksum checksum = new IndexChecksum();
        checksum.update(all.array(), 0, (int) end);
        boolean intact = !all.hasRemaining() && checksum.is(all.position((int) end));
        return intact ? Optional.of(new ByteArrayInputStream(all.array(), 0, (int) end)) : Optional.empty();
    }

    /** Give the content of a large index, which is not held in memory, after a first look at whether it is intact. */
    private static Optional<InputStream> readTwice(SeekableByteChannel channel, long end) throws IOException {
        if (!isIntact(channel, end)) {
            return Optional.empty();
        }
        channel.position(0);
        return Optional.of(new BufferedInputStream(Channels.newInputStream(channel), BUFFER_SIZE));
    }

    /** Tell whether the checksum holds that stands behind the content. */
    private static boolean isIntact(SeekableByteChannel channel, long end) throws IOException {
        IndexChecksum checksum = new IndexChecksum();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        for (long left = end; left > 0; left -= buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            if (channel.read(buffer) < 0) {
                return false;
            }
            checksum.update(buffer.flip().array(), 0, buffer.limit());
        }
        return checksum.is(ByteBuffer.wrap(Channels.newInputStream(channel).readNBytes(IndexChecksum.BYTES)));
    }

    /** Tell whether it is of this step and this start of the machine, and not from the future. */
    private boolean counts(IndexFormat format) {
        return format.step().equals(files.name())
                && BootId.current().equals(Optional.of(format.bootId()))
                && format.savedAt() <= FileStamps.now();
    }

    private static Object user() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException | RuntimeException e) {
            return "unknown";
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} could not be deleted", Quoted.of(file), e);
        }
    }
}
