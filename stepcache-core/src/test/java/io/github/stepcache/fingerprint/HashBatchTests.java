package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is shared out, and comes back as if one thread had done it. */
@Timeout(60)
class HashBatchTests {

    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void resultsComeInTheOrderOfTheTasks(int threads) throws IOException {
        try (HashBatch<Integer> batch = new HashThreads(threads).batch()) {
            for (int number = 0; number < 10_000; number++) {
                int result = number;
                batch.submit(() -> result);
            }

            assertThat(batch.join())
                    .isEqualTo(IntStream.range(0, 10_000).boxed().toList());
        }
    }

    @Test
    void batchWithoutTasksHasNoResults() throws IOException {
        try (HashBatch<Integer> batch = new HashThreads(2).batch()) {
            assertThat(batch.join()).isEmpty();
        }
    }

    @Test
    void oneThreadIsTheCallersOwn() throws IOException {
        try (HashBatch<Boolean> batch = new HashThreads(1).batch()) {
            for (int number = 0; number < 1_000; number++) {
                batch.submit(() -> workers.add(Thread.currentThread()));
            }
            batch.join();
        }

        assertThat(workers).containsExactly(Thread.currentThread());
        assertThat(new HashThreads(1).lend(() -> {})).isFalse();
    }

    @Test
    void lessThanOneThreadIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashThreads(0))
                .withMessageContaining("not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void soManyThreadsWorkAtOnceAndNoMore(int threads) throws IOException {
        AtomicInteger atWork = new AtomicInteger();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(threads);
        try (HashBatch<Boolean> batch = new HashThreads(threads).batch()) {
            for (int number = 0; number < 500; number++) {
                batch.submit(() -> {
                    seen.add(atWork.incrementAndGet());
                    all.countDown();
                    awaitUninterruptibly(all);
                    atWork.decrementAndGet();
                    return true;
                });
            }
            batch.join();
        }

        assertThat(seen).contains(threads).allMatch(number -> number <= threads);
    }

    @Test
    void tasksDoNotPileUp() throws IOException {
        AtomicInteger waiting = new AtomicInteger();
        int most = 0;
        try (HashBatch<Integer> batch = new HashThreads(2).batch()) {
            for (int number = 0; number < 10_000; number++) {
                waiting.incrementAndGet();
                batch.submit(waiting::decrementAndGet);
                most = Math.max(most, waiting.get());
            }
            batch.join();
        }

        assertThat(most).isLessThan(20);
    }

    static List<Throwable> failures() {
        return List.of(
                new IOException("by hand"), new IllegalStateException("by hand"), new OutOfMemoryError("by hand"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failureReachesTheOwnerAsItIs(Throwable failure) {
        for (int threads = 1; threads < 4; threads++) {
            try (HashBatch<Integer> batch = new HashThreads(threads).batch()) {
                for (int number = 0; number < 100; number++) {
                    int result = number;
                    batch.submit(() -> result == 50 ? fail(failure) : result);
                }

                assertThat(catchThrowable(batch::join)).isSameAs(failure);
            }
        }
    }

    @Test
    void tasksBehindAFailureAreDropped() {
        AtomicInteger begun = new AtomicInteger();
        try (HashBatch<Integer> batch = new HashThreads(1).batch()) {
            batch.submit(() -> fail(new IOException("by hand")));
            batch.submit(begun::incrementAndGet);

            assertThat(catchThrowable(batch::join)).hasMessage("by hand");
        }

        assertThat(begun).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void tasksMaySubmitTasks(int threads) throws IOException {
        try (HashBatch<Integer> batch = new HashThreads(threads).batch()) {
            batch.submit(() -> split(batch, 10));

            assertThat(batch.join()).hasSize(2_047);
        }
    }

    /** Deeper than the stack would be, if tasks were run where they are submitted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void tasksMaySubmitTasksWithoutEnd(int threads) throws IOException {
        try (HashBatch<Integer> batch = new HashThreads(threads).batch()) {
            batch.submit(() -> goOn(batch, 100_000));

            assertThat(batch.join()).hasSize(100_001);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void tasksMayHaveBatchesOfTheirOwn(int threads) throws IOException {
        assertThat(nested(new HashThreads(threads), 4)).isEqualTo(6 * 6 * 6 * 6);
    }

    @Test
    void manyOwnersShareTheThreads() {
        HashThreads threads = new HashThreads(2);
        List<Thread> owners = new ArrayList<>();
        List<Integer> results = Collections.synchronizedList(new ArrayList<>());
        for (int owner = 0; owner < 8; owner++) {
            owners.add(new Thread(() -> results.add(unchecked(() -> nested(threads, 4)))));
        }
        owners.forEach(Thread::start);

        Awaitility.await().until(() -> owners.stream().noneMatch(Thread::isAlive));
        assertThat(results).hasSize(8).containsOnly(6 * 6 * 6 * 6);
    }

    @Test
    void closeWaitsForWhatHasBegun() {
        Semaphore mayEnd = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        HashThreads threads = new HashThreads(2);
        try (HashBatch<Integer> batch = threads.batch()) {
            batch.submit(() -> -1);
            batch.submit(() -> {
                begun.countDown();
                mayEnd.acquireUninterruptibly();
                return ended.incrementAndGet();
            });
            awaitUninterruptibly(begun);
            assertThat(threads.lend(() -> {})).as("all threads are busy").isFalse();
            mayEnd.release();
        }

        assertThat(ended).hasValue(1);
    }

    @Test
    void interruptWaitsUntilTheBatchIsDone() throws IOException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HashBatch<Boolean> batch = new HashThreads(2).batch()) {
            Thread owner = Thread.currentThread();
            for (int number = 0; number < 100; number++) {
                batch.submit(() -> {
                    if (Thread.currentThread() != owner) {
                        owner.interrupt();
                        interrupted.countDown();
                    }
                    awaitUninterruptibly(interrupted);
                    return true;
                });
            }
            assertThat(batch.join()).hasSize(100);
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void onlyTheOwnerJoins() throws IOException {
        HashThreads threads = new HashThreads(1);
        try (HashBatch<Integer> batch = threads.batch()) {
            batch.submit(() -> batch.join().size());

            assertThatIllegalStateException().isThrownBy(batch::join).withMessageContaining("joined by its owner");
        }
    }

    @Test
    void threadsAreDaemonsThatHoldOnToNothingAndGoWhenIdle() throws IOException {
        Thread owner = Thread.currentThread();
        ClassLoader before = owner.getContextClassLoader();
        CountDownLatch both = new CountDownLatch(2);
        Set<Object> loaders = ConcurrentHashMap.newKeySet();
        try (HashBatch<Boolean> batch = new HashThreads(2).batch()) {
            owner.setContextClassLoader(new ClassLoader(before) {});
            for (int number = 0; number < 2; number++) {
                batch.submit(() -> {
                    if (workers.add(Thread.currentThread()) && Thread.currentThread() != owner) {
                        loaders.add(Thread.currentThread().getContextClassLoader());
                    }
                    both.countDown();
                    awaitUninterruptibly(both);
                    return true;
                });
            }
            batch.join();
        } finally {
            owner.setContextClassLoader(before);
        }
        workers.remove(owner);

        assertThat(workers).singleElement().satisfies(worker -> {
            assertThat(worker.isDaemon()).isTrue();
            assertThat(worker.getName()).matches("stepcache-hash-\\d+");
        });
        assertThat(loaders).containsExactly(HashThreads.class.getClassLoader());
        Awaitility.await().until(() -> workers.stream().noneMatch(Thread::isAlive));
    }

    private static int split(HashBatch<Integer> batch, int depth) {
        if (depth > 0) {
            batch.submit(() -> split(batch, depth - 1));
            batch.submit(() -> split(batch, depth - 1));
        }
        return depth;
    }

    private static int goOn(HashBatch<Integer> batch, int left) {
        if (left > 0) {
            batch.submit(() -> goOn(batch, left - 1));
        }
        return left;
    }

    private static int nested(HashThreads threads, int depth) throws IOException {
        if (depth == 0) {
            return 1;
        }
        try (HashBatch<Integer> batch = threads.batch()) {
            for (int number = 0; number < 6; number++) {
                batch.submit(() -> nested(threads, depth - 1));
            }
            return batch.join().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static int fail(Throwable failure) throws IOException {
        Failure.rethrow(failure);
        throw new AssertionError("nothing was thrown");
    }

    private static <T> T unchecked(HashBatch.Task<T> task) {
        try {
            return task.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Wait for other tasks, and do not mind an interrupt, which is the owner's to notice. */
    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = Thread.interrupted();
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
