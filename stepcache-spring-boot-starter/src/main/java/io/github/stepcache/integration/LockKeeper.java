package io.github.stepcache.integration;

import io.github.stepcache.step.Quoted;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread to which one lock of a registry belongs: it takes it, renews it, and gives it back. Steps may begin and end on
 * different threads, and registries want one.
 */
final class LockKeeper extends Thread {

    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);

    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final BlockingQueue<CompletableFuture<Boolean>> questions = new LinkedBlockingQueue<>();
    private final Supplier<RegisteredLock> source;
    private final Set<RegisteredLock> allHeld;
    private final LockTiming timing;
    private final long deadline;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean closing;
    private boolean lost;

    /**
     * Prepare to take a lock.
     *
     * @param allHeld the locks of the same registry that are held in this process
     * @param patience how long to wait for it at most
     */
    LockKeeper(
            String name,
            Supplier<RegisteredLock> source,
            Set<RegisteredLock> allHeld,
            Duration patience,
            LockTiming timing) {
        super(null, null, name, 0, false);
        this.source = source;
        this.allHeld = allHeld;
        this.timing = timing;
        this.deadline = System.nanoTime() + patience.toNanos();
        setDaemon(true);
    }

    /** Tell whether the lock was had. Who completes it in vain had it: it is given back as soon as it comes. */
    CompletableFuture<Boolean> taken() {
        return taken;
    }

    /** Tell when the registry has last answered. */
    long lastSign() {
        return lastSign;
    }

    /** Ask the registry whether the lock is still held. */
    CompletableFuture<Boolean> ask() {
        CompletableFuture<Boolean> question = new CompletableFuture<>();
        questions.add(question);
        if (ended.isDone()) {
            question.complete(false);
        }
        return question;
    }

    /** Have the lock given back. */
    CompletableFuture<Boolean> end() {
        closing = true;
        questions.add(new CompletableFuture<>());
        return ended;
    }

    @Override
    public void run() {
        try {
            RegisteredLock lock = source.get();
            boolean held = take(lock);
            allHeld.add(lock);
            try {
                if (taken.complete(held) && held) {
                    keep(lock);
                }
            } finally {
                allHeld.remove(lock);
                if (held) {
                    giveBack(lock);
                }
            }
        } catch (Throwable e) { // whatever it is, somebody waits for an answer
            taken.completeExceptionally(e);
        } finally {
            ended.complete(true);
            questions.forEach(question -> question.complete(false));
        }
    }

    private boolean take(RegisteredLock lock) throws InterruptedException {
        while (!taken.isDone()) {
            if (allHeld.stream().anyMatch(lock::isMixedUpWith)) {
                throw new IllegalStateException("The lock registry has one lock for two names");
            }
            long left = deadline - System.nanoTime();
            Duration patience =
                    Duration.ofNanos(Math.max(0, Math.min(left, timing.attempt().toNanos())));
            if (lock.tryLock(patience)) {
                return true;
            }
            lastSign = System.nanoTime();
            if (left <= 0) {
                return false;
            }
        }
        return false;
    }

    private void keep(RegisteredLock lock) throws InterruptedException {
        while (!closing) {
            @Nullable
            CompletableFuture<Boolean> question =
                    questions.poll(timing.renewal().toNanos(), TimeUnit.NANOSECONDS);
            if (!closing) {
                boolean held = renew(lock);
                if (question != null) {
                    question.complete(held);
                }
            }
        }
    }

    /** A registry that is away may be back in time. One that says no may have given the lock to somebody else. */
    private boolean renew(RegisteredLock lock) {
        if (lost) {
            return false;
        }
        try {
            lock.renew();
            return true;
        } catch (IllegalStateException | IllegalMonitorStateException | ConcurrentModificationException e) {
            lost = true;
            LOG.warn("The lock {} was lost, and another machine may run the same step now: {}", getName(), inWords(e));
        } catch (RuntimeException e) {
            LOG.debug("The lock {} could not be renewed: {}", getName(), inWords(e));
        }
        return false;
    }

    private void giveBack(RegisteredLock lock) {
        try {
            lock.unlock();
        } catch (RuntimeException e) {
            if (!lost) {
                LOG.warn(
                        "The lock {} could not be given back, and other machines may have to wait for it to expire: {}",
                        getName(),
                        inWords(e));
            }
        }
    }

    private static String inWords(RuntimeException problem) {
        return Quoted.line(WithoutSecrets.of(problem));
    }
}
