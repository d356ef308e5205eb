package io.github.stepcache.integration;

import io.github.stepcache.lock.LockMode;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JvmLockTests extends LockContract {

    @TempDir
    private Path directory;

    @Override
    LockPlace open() throws Exception {
        return LockPlace.files(directory.toRealPath(), LockMode.JVM);
    }
}
