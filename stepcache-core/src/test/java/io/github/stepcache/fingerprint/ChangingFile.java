package io.github.stepcache.fingerprint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;

/** A real file to which something happens just before a certain read, once, and which tells what was read of it. */
final class ChangingFile implements ContentReader.Opening {

    private static final int MEBI = 1 << 20;

    private final Path file;
    private final int turn;
    private final Event event;
    private final IOException failure = new IOException("by hand");
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Optional<Random> pieces = Optional.empty();
    private int turns;

    ChangingFile(Path file, int turn, Event event) {
        this.file = file;
        this.turn = turn;
        this.event = event;
    }

    /** What happens. */
    enum Event {
        NOTHING,
        GROWS,
        IS_CUT,
        FAILS,
        FAILS_TO_CLOSE,
        RUNS_OUT_OF_MEMORY,
        INTERRUPTS
    }

    /** Give no more than a few bytes at once, as a file system may. */
    ChangingFile inPieces(Random random) {
        pieces = Optional.of(random);
        return this;
    }

    IOException failure() {
        return failure;
    }

    long length() throws IOException {
        return Files.size(file);
    }

    /** The hash of what was given out, if the end was. */
    byte[] hashOfAllThatWasRead() {
        return Sha256.start().digest(read.toByteArray());
    }

    @Override
    public ReadableByteChannel open() throws IOException {
        FileChannel channel = FileChannel.open(file);
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                turns++;
                if (turns == turn) {
                    happen();
                }
                int start = target.position();
                int limit = target.limit();
                pieces.ifPresent(
                        random -> target.limit(start + 1 + random.nextInt(Math.min(target.remaining(), 30_000))));
                int length = channel.read(target);
                target.limit(limit);
                byte[] given = new byte[Math.max(0, length)];
                target.duplicate().position(start).get(given);
                read.writeBytes(given);
                return length;
            }

            @Override
            public boolean isOpen() {
                return channel.isOpen();
            }

            @Override
            public void close() throws IOException {
                channel.close();
                if (event == Event.FAILS_TO_CLOSE) {
                    throw failure;
                }
            }
        };
    }

    private void happen() throws IOException {
        switch (event) {
            case GROWS -> Files.write(file, new byte[MEBI], StandardOpenOption.APPEND);
            case IS_CUT -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(MEBI + 10);
                }
            }
            case FAILS -> throw failure;
            case RUNS_OUT_OF_MEMORY -> throw new OutOfMemoryError("by hand");
            case INTERRUPTS -> Thread.currentThread().interrupt();
            case NOTHING, FAILS_TO_CLOSE -> {}
        }
    }
}
