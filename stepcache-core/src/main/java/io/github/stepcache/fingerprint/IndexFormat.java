package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a fingerprint index, but for the checksum behind them.
 *
 * @param step the step that the index belongs to
 * @param bootId the start of the machine in which it was written
 * @param savedAt when it was written, in nanoseconds since 1970
 * @param index what it says
 */
record IndexFormat(String step, String bootId, long savedAt, FingerprintIndex index) {

    /** What an index begins with; the digit changes with the format. */
    static final byte[] MAGIC = "StepCache index 1\n".getBytes(US_ASCII);

    void write(DataOutputStream out) throws IOException {
        out.write(MAGIC);
        out.writeUTF(step);
        out.writeUTF(bootId);
        out.writeLong(savedAt);
        out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, index.completedAt()));
        InputEvidence inputs = index.inputs();
        out.writeUTF(inputs.search());
        out.writeBoolean(inputs.complete());
        out.writeInt(inputs.directories().size());
        for (SearchedDirectory directory : inputs.directories()) {
            writeBytes(out, directory.key().getBytes(UTF_8));
            out.writeBoolean(directory.own());
            out.writeBoolean(directory.holdsTheManifest());
            writeStamps(out, directory.stamp());
        }
        writeFiles(out, inputs.files());
        writeFiles(out, index.outputs());
    }

    /**
     * Read an index.
     *
     * @param in its bytes
     * @param size how many there are, so that no array is made that cannot be filled
     * @throws IOException if they are not those of an index
     */
    static IndexFormat read(DataInputStream in, long size) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("It is no index, or one of another version");
        }
        String step = in.readUTF();
        String bootId = in.readUTF();
        long savedAt = in.readLong();
        Instant completedAt = instant(in.readLong());
        String search = in.readUTF();
        boolean complete = in.readBoolean();
        List<SearchedDirectory> directories = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = new String(readBytes(in, size), UTF_8);
            directories.add(new SearchedDirectory(key, in.readBoolean(), in.readBoolean(), readStamps(in, 1)));
        }
        ContentHashes inputs = readFiles(in, size);
        ContentHashes outputs = readFiles(in, size);
        InputEvidence evidence = new InputEvidence(search, complete, directories, inputs, 0);
        return new IndexFormat(step, bootId, savedAt, new FingerprintIndex(completedAt, evidence, outputs));
    }

    /** Make a time out of microseconds, in which manifests have it. */
    private static Instant instant(long micros) throws IOException {
        try {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("It has a time that is none", e);
        }
    }

    private static void writeFiles(DataOutputStream out, ContentHashes files) throws IOException {
        out.writeInt(files.blocks().size());
        for (FileBlock block : files.blocks()) {
            out.writeInt(block.size());
            writeBytes(out, block.directory());
            writeBytes(out, block.names());
            ByteBuffer ends = ByteBuffer.allocate(block.size() * Integer.BYTES);
            ends.asIntBuffer().put(block.ends());
            out.write(ends.array());
            out.write(block.hashes());
            writeStamps(out, block.stamps());
        }
    }

    private static ContentHashes readFiles(DataInputStream in, long size) throws IOException {
        List<FileBlock> blocks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int count = in.readInt();
            if (count < 1 || count > FileBlock.MOST_FILES) {
                throw new IOException("It has a block of " + count + " files");
            }
            byte[] directory = readBytes(in, size);
            byte[] names = readBytes(in, size);
            int[] ends = new int[count];
            readFully(in, count * Integer.BYTES).asIntBuffer().get(ends);
            checkEnds(ends, names.length);
            byte[] hashes = readFully(in, count * Sha256.BYTES).array();
            blocks.add(new FileBlock(directory, names, ends, hashes, readStamps(in, count)));
        }
        return new ContentHashes(blocks);
    }

    private static void checkEnds(int[] ends, int length) throws IOException {
        int start = 0;
        for (int end : ends) {
            if (end < start || end > length) {
                throw new IOException("It has names that end elsewhere");
            }
            start = end;
        }
    }

    private static void writeStamps(DataOutputStream out, FileStamps stamps) throws IOException {
        out.writeLong(stamps.device());
        out.writeLong(stamps.observed());
        out.writeLong(stamps.pace());
        ByteBuffer numbers = ByteBuffer.allocate(stamps.numbers().length * Long.BYTES);
        numbers.asLongBuffer().put(stamps.numbers());
        out.write(numbers.array());
    }

    private static FileStamps readStamps(DataInputStream in, int count) throws IOException {
        long device = in.readLong();
        long observed = in.readLong();
        long pace = in.readLong();
        long[] numbers = new long[count * FileStamps.EACH];
        readFully(in, numbers.length * Long.BYTES).asLongBuffer().get(numbers);
        return new FileStamps(device, observed, pace, numbers);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in, long size) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > size) {
            throw new IOException("It is shorter than it says");
        }
        return readFully(in, length).array();
    }

    private static ByteBuffer readFully(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
