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

    private final LockMode mode;
    private final Optional<Duration> timeout;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * Set up.
     *
     * @param mode how far the locks reach
     * @param timeout how long a caller waits at most; empty means without limit
     */
    public StepLocks(LockMode mode, Optional<Duration> timeout) {
        this.mode = mode;
        this.timeout = timeout;
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
