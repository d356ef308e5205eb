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

    /** Nobody sees who waits for whom on other machines, and a shared lock saves work only: it must not stop anybody. */
    private static final Duration PATIENCE_WITHIN_ANOTHER = Duration.ofSeconds(10);

    private final LockMode mode;
    private final Optional<Duration> timeout;
    private final Optional<SharedLocks> shared;
    private final Duration patienceWithinAnother;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final AtomicBoolean warnedOfShared = new AtomicBoolean();

    /**
     * Set up.
     *
     * @param mode how far the locks reach
     * @param timeout how long a caller waits at most; empty means without limit
     * @param shared the locks of all machines; they count with {@link LockMode#REGISTRY} only
     */
    public StepLocks(LockMode mode, Optional<Duration> timeout, Optional<SharedLocks> shared) {
        this(mode, timeout, shared, PATIENCE_WITHIN_ANOTHER);
    }

    StepLocks(LockMode mode, Optional<Duration> timeout, Optional<SharedLocks> shared, Duration patienceWithinAnother) {
        this.mode = mode;
        this.timeout = timeout;
        this.patienceWithinAnother = patienceWithinAnother;
        this.shared = mode == LockMode.REGISTRY ? shared : Optional.empty();
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

    /**
     * Wait until no other machine runs the step with the same inputs, if the locks reach as far as that. Who has waited has
     * to look again whether there still is something to do.
     *
     * @param lock the right to run the step, which then is the right to do so alone among the machines, until it is closed
     * @param files the hidden files of the step
     * @param name what all machines call this step with these inputs: letters, digits, and {@code -}
     * @return whether the right reaches as far as that; not so where nobody can tell, or where waiting would never end, or
     *     might not: a step that runs within another one of this thread waits for a short time only
     * @throws LockTimeoutException if another caller still runs it after the timeout; the right is still to be closed
     */
    public boolean share(StepLock lock, StepFiles files, String name) {
        if (shared.isEmpty() || !lock.isHeld()) {
            return false;
        }
        boolean hasty = Share.isAnyMine() && isShort(patienceWithinAnother);
        LockWait wait = new LockWait(files.name(), hasty ? Optional.of(patienceWithinAnother) : timeout);
        try {
            Optional<Share> share = Share.acquire(shared.get(), files, name, wait);
            share.ifPresent(lock::add);
            if (share.isPresent() && warnedOfShared.getAndSet(false)) {
                LOG.info("Locks can be shared with other machines again");
            }
            return share.isPresent();
        } catch (LockTimeoutException e) {
            if (!hasty) {
                throw e;
            }
            LOG.info(
                    "Step {} is run by another machine as well: it was waited for no longer than {}, since that machine may"
                            + " wait for the step that called this one",
                    Quoted.of(files.name()),
                    patienceWithinAnother);
            return false;
        } catch (SharedLockException | RuntimeException e) { // unchecked, from other people's code
            if (warnedOfShared.compareAndSet(false, true)) {
                LOG.warn(
                        "Cannot share locks with other machines: {}. They are not kept from running the same step at the"
                                + " same time.",
                        Quoted.line(e instanceof SharedLockException ? String.valueOf(e.getMessage()) : e.toString()));
            }
            return false;
        } finally {
            wait.end();
        }
    }

    private boolean isShort(Duration patience) {
        return timeout.isEmpty() || patience.compareTo(timeout.get()) < 0;
    }

    private Optional<ProcessLock> lockFile(Path file, LockWait wait) {
        if (mode == LockMode.JVM) {
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
