package io.github.stepcache.fingerprint;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
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
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
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
        // to open a pipe would wait for somebody who writes into it
        if (BootId.current().isEmpty() || !Files.isRegularFile(files.index(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (SeekableByteChannel channel =
                Files.newByteChannel(files.index(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long end = channel.size() - Sha256.BYTES;
            if (end < 0 || end > LARGEST || !isIntact(channel, end)) {
                return Optional.empty();
            }
            channel.position(0);
            InputStream content = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_SIZE);
            return Optional.of(IndexFormat.read(new DataInputStream(content), end))
                    .filter(this::counts)
                    .map(IndexFormat::index);
        } catch (IOException | RuntimeException e) { // unchecked, from a file system that need not be the JDK's own
            return Optional.empty();
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
        DigestOutputStream digested = new DigestOutputStream(file, Sha256.start());
        DataOutputStream content = new DataOutputStream(new BufferedOutputStream(digested, BUFFER_SIZE));
        format.write(content);
        content.flush();
        file.write(digested.getMessageDigest().digest());
    }

    /** Tell whether the checksum holds that stands behind the content. */
    private static boolean isIntact(SeekableByteChannel channel, long end) throws IOException {
        MessageDigest digest = Sha256.start();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_SIZE, end + Sha256.BYTES));
        for (long left = end; left > 0; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read < 0) {
                return false;
            }
            digest.update(buffer.flip());
            left -= read;
        }
        byte[] checksum = Channels.newInputStream(channel).readNBytes(Sha256.BYTES);
        return Arrays.equals(checksum, digest.digest());
    }

    /** Tell whether it is of this step and this start of the machine, and not from the future. */
    private boolean counts(IndexFormat format) {
        return format.step().equals(files.name())
                && BootId.current().equals(Optional.of(format.bootId()))
                && format.savedAt() <= FileStamps.now();
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} could not be deleted", Quoted.of(file), e);
        }
    }
}
