package io.github.stepcache.store.http;

import io.github.stepcache.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers. Its body is taken by the thread that asked, which so notices when nothing comes any more: the
 * client of the JDK waits for ever. One thread at a time reads and closes it.
 */
final class Answer implements BodySubscriber<Answer>, Closeable {

    private static final int LITTLE = 64 << 10;

    private final HttpProblems problems;
    private final int status;
    private final HttpHeaders headers;
    /** Never long: only as much is asked for as was taken. */
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();

    private @Nullable Subscription subscription;
    private boolean closed;

    Answer(ResponseInfo info, HttpProblems problems) {
        this.problems = problems;
        this.status = info.statusCode();
        this.headers = info.headers();
    }

    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    /**
     * Hand on the whole body.
     *
     * @throws StoreException if it is longer than the limit
     * @throws IOException if it ends too early, or comes too slowly
     */
    void copyTo(OutputStream to, long limit, Patience patience) throws IOException {
        if (headers.firstValueAsLong("Content-Length").orElse(0) > limit) {
            throw tooLong(limit);
        }
        long left = limit;
        byte[] buffer = new byte[16 << 10];
        for (Part part = take(patience); !part.isLast(); part = take(patience)) {
            long start = System.nanoTime();
            for (ByteBuffer bytes : part.bytes()) {
                left -= bytes.remaining();
                if (left < 0) {
                    throw tooLong(limit);
                }
                while (bytes.hasRemaining()) {
                    int count = Math.min(buffer.length, bytes.remaining());
                    bytes.get(buffer, 0, count);
                    to.write(buffer, 0, count);
                    patience.came(count);
                }
            }
            patience.spare(System.nanoTime() - start);
            request();
        }
    }

    /** Read what nobody needs, if it is little, so that the connection can be used again. */
    void skip(Patience patience) {
        try {
            copyTo(OutputStream.nullOutputStream(), LITTLE, patience);
        } catch (IOException e) {
            close();
        }
    }

    /** Let go of what was not read, and of the connection where that was not all. */
    @Override
    public synchronized void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public CompletionStage<Answer> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Subscription toThis) {
        subscription = toThis;
        if (closed) {
            toThis.cancel();
        } else {
            toThis.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        parts.add(new Part(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        parts.add(new Part(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        parts.add(new Part(List.of(), true, null));
    }

    private synchronized void request() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private Part take(Patience patience) throws IOException {
        @Nullable Part part;
        try {
            part = parts.poll(patience.left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while something was fetched");
        }
        if (part == null) {
            throw new IOException("Nothing, or next to nothing, has come for " + patience.inWords());
        }
        if (part.failure() != null) {
            throw problems.ofException(part.failure());
        }
        return part;
    }

    private static StoreException tooLong(long limit) {
        return new StoreException("What it has is longer than the " + limit + " bytes that it can have", false);
    }

    /** Some bytes, or the end. */
    private record Part(
            List<ByteBuffer> bytes,
            boolean isLast,
            @Nullable Throwable failure) {}
}
