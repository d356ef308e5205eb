package io.github.stepcache.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A remote store that is no further away than the memory, and of which all can be changed. */
final class MemoryRemote implements RemoteStore {

    final Map<String, byte[]> content = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();

    /** What fails when it is asked for; by the beginning of its path. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    private final String name;

    MemoryRemote(String name) {
        this.name = name;
    }

    @Override
    public String describe() {
        return name;
    }

    @Override
    public void check() throws IOException {
        fail(new StoredName(StoredName.Area.RECORD, "check"));
    }

    @Override
    public boolean get(StoredName stored, long limit, OutputStream to) throws IOException {
        fail(stored);
        byte @Nullable [] bytes = content.get(stored.path());
        if (bytes == null) {
            return false;
        }
        if (bytes.length > limit) {
            throw new StoreException("too large", false);
        }
        to.write(bytes);
        return true;
    }

    @Override
    public boolean has(StoredName stored) throws IOException {
        fail(stored);
        return content.containsKey(stored.path());
    }

    @Override
    public void put(StoredName stored, Path file) throws IOException {
        fail(stored);
        content.put(stored.path(), Files.readAllBytes(file));
    }

    private void fail(StoredName stored) throws IOException {
        asked.incrementAndGet();
        if (broken.stream().anyMatch(stored.path()::startsWith)) {
            throw new StoreException("it does not like to", false);
        }
    }
}
