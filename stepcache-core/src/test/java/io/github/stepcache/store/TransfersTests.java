package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs are done at once, as many as may be, on threads that no interrupt of the caller reaches. */
@Timeout(60)
class TransfersTests {

    private final Set<Integer> done = ConcurrentHashMap.newKeySet();

    @Test
    void allIsDoneAndSoManyAtOnce() throws IOException {
        CyclicBarrier together = new CyclicBarrier(3);
        Transfers.each(IntStream.range(0, 30).boxed().toList(), 3, thing -> {
            meet(together);
            done.add(thing);
        });

        assertThat(done).hasSize(30);
    }

    @Test
    void nothingIsBegunBehindAFailure() {
        IOException failure = new IOException("no");

        assertThatThrownBy(() -> Transfers.each(IntStream.range(0, 30).boxed().toList(), 1, thing -> {
                    if (thing == 3) {
                        throw failure;
                    }
                    done.add(thing);
                }))
                .isSameAs(failure);
        assertThat(done).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void errorsReachTheCaller() {
        Error error = new AssertionError("no");

        assertThatThrownBy(() -> Transfers.call(() -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void interruptIsKeptForTheCallerAndNotSeenByTheWork() throws IOException {
        Thread.currentThread().interrupt();
        boolean seen = Transfers.call(() -> Thread.currentThread().isInterrupted());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(seen).isFalse();
    }

    @Test
    void workThatTransfersSomethingItselfDoesNotWaitForItsOwnThread() throws IOException {
        AtomicInteger count = new AtomicInteger();
        Transfers.each(
                IntStream.range(0, 20).boxed().toList(),
                20,
                outer -> Transfers.each(IntStream.range(0, 5).boxed().toList(), 5, inner -> count.incrementAndGet()));

        assertThat(count).hasValue(100);
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
