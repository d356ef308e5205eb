package io.github.stepcache.trust;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoredName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The simplest remote store: a directory, as one that machines have mounted. */
final class DirectoryStore implements RemoteStore {

    private final Path directory;

    DirectoryStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public String describe() {
        return "directory";
    }

    @Override
    public void check() {}

    @Override
    public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
        if (!has(name)) {
            return false;
        }
        Files.copy(directory.resolve(name.path()), to);
        return true;
    }

    @Override
    public boolean has(StoredName name) {
        return Files.exists(directory.resolve(name.path()));
    }

    @Override
    public void put(StoredName name, Path content) throws IOException {
        Path place = directory.resolve(name.path());
        Path temporary = directory.resolve(name.hash() + "." + System.nanoTime() + ".tmp");
        Files.createDirectories(place.getParent());
        Files.copy(content, temporary);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
