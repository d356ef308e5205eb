package io.github.stepcache.lock;

import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives out the right to run a step, to one caller at a time (contract 6.4). Safe for use by many threads. */
public final class StepLocks {

    private static final Logger LOG = LoggerFactory.getLogger(StepLocks.class);

    private static final Duration LONGEST_PATIENCE = Duration.ofDays(365);

    private final LockMode mode;
    private final Optional<Duration> timeout;
    private final Optional<SharedLocks> shared;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedOfShared = new AtomicBoolean();

    /**
     * Set up.
     *
     * @param mode how far the locks reach
     * @param timeout how long a caller waits at most; empty means without limit
     */
    public StepLocks(LockMode mode, Optional<Duration> timeout) {
        this(mode, timeout, Optional.empty());
    }

    /**
     * Set up, with locks that other machines know, too.
     *
     * @param mode how far the locks reach on this machine
     * @param timeout how long a caller waits at most; empty means without limit
     * @param shared the locks that machines share
     */
    public StepLocks(LockMode mode, Optional<Duration> timeout, Optional<SharedLocks> shared) {
        this.mode = mode;
        this.timeout = timeout;
        this.shared = shared;
    }

    /**
     * Wait until no other machine runs the step with the same inputs, and have others wait from then on, until the lock is
     * closed.
     *
     * @param lock the right to run the step on this machine
     * @param files the hidden files of the step
     * @param name what machines know such runs by
     * @return whether that was possible
     * @throws LockTimeoutException if another machine still runs it after the timeout
     */
    public boolean share(StepLock lock, StepFiles files, String name) {
        if (shared.isEmpty()) {
            return false;
        }
        try {
            Duration patience = timeout.orElse(LONGEST_PATIENCE);
            SharedLocks.SharedLock held = shared.get()
                    .acquire(name, patience)
                    .orElseThrow(() -> new LockTimeoutException("Step " + Quoted.of(files.name())
                            + " is still run by another machine after " + patience
                            + ", the lock timeout. Wait for that run to end, or allow more time."));
            lock.share(held);
            return true;
        } catch (SharedLockException e) {
            if (warnedOfShared.compareAndSet(false, true)) {
                LOG.warn(
                        "No lock across machines: {}. Other machines are not kept from running the same steps.",
                        Quoted.line(String.valueOf(e.getMessage())));
            }
            return false;
        }
    }

    /**
     * Wait until nobody else runs the step.
     *
     * @param files the hidden files of the step, in a directory without symbolic links
     * @return the right to run it; the caller closes it on whichever thread
     * @throws LockTimeoutException if another caller still runs it after the timeout
     */
    public StepLock acquire(StepFiles files) {
        LockWait wait = new LockWait(files.name(), timeout);
        try {
            Path file = files.lock();
            @Nullable JvmLock threads = JvmLock.acquire(files, file, wait);
            StepLock lock = new StepLock(threads);
            boolean complete = false;
            try {
                if (threads != null && !threads.isGuest()) {
                    lock.add(Claim.acquire(file.toString(), wait));
                    lockFile(file, wait).ifPresent(lock::add);
                }
                complete = true;
                return lock;
            } finally {
                if (!complete) {
                    lock.close();
                }
            }
        } finally {
            wait.end();
        }
    }

    private Optional<ProcessLock> lockFile(Path file, LockWait wait) {
        if (mode != LockMode.FILE) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProcessLock.acquire(file, wait));
        } catch (LockTimeoutException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // unchecked, from a file system that need not be the JDK's own
            if (warned.compareAndSet(false, true)) {
                String problem = e instanceof IOException io ? Problems.inWords(io) : Quoted.line(e.toString());
                LOG.warn(
                        "Cannot lock {}: {}. Other processes are not kept from running the same step at the same time.",
                        Quoted.of(file),
                        problem);
            }
            return Optional.empty();
        }
    }
}
