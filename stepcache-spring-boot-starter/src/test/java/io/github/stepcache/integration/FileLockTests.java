package io.github.stepcache.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLockTests extends ProcessLockContract {

    @TempDir
    private Path directory;

    @Override
    LockPlace open() {
        return LockPlace.at(address());
    }

    @Override
    String address() {
        try {
            return directory.toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
