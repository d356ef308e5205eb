package io.github.stepcache.integration;

import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.LockTimeoutException;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.lock.StepLock;
import io.github.stepcache.lock.StepLocks;
import io.github.stepcache.step.StepFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The locks of files and of threads, seen as if they were shared with other machines: they have to do the same. */
final class OwnLocks implements SharedLocks {

    private final Path directory;
    private final LockMode mode;

    OwnLocks(Path directory, LockMode mode) {
        this.directory = directory;
        this.mode = mode;
    }

    @Override
    public Optional<SharedLock> acquire(String name, Duration patience) {
        try {
            StepLock lock = new StepLocks(mode, Optional.of(patience), Optional.empty())
                    .acquire(new StepFiles(directory.resolve("out"), name));
            lock.detach();
            return Optional.of(new Held(lock));
        } catch (LockTimeoutException e) {
            return Optional.empty();
        }
    }

    private record Held(StepLock lock) implements SharedLock {

        @Override
        public boolean isStillHeld() {
            return lock.isHeld();
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
