package io.github.stepcache;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoredName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A remote store in memory, which does what it is told: it says that all is well, or fails in one of many ways. */
final class MemoryStore implements RemoteStore {

    /** What it does when it is asked. */
    enum Mood {
        GOOD,
        SAYS_NO,
        FAILS,
        BREAKS,
        RUNS_OUT_OF_MEMORY,
        ENDS_TOO_EARLY,
        GOES_ON_TOO_LONG,
        LIES
    }

    private final Map<String, byte[]> kept = new ConcurrentSkipListMap<>();
    private volatile Mood mood = Mood.GOOD;
    private volatile int calls;
    private volatile Runnable meanwhile = () -> {};

    /** All that it keeps, by path; may be changed. */
    Map<String, byte[]> kept() {
        return kept;
    }

    void mood(Mood next) {
        mood = next;
    }

    /** Have something happen whenever it is asked for a record or a content. */
    void meanwhile(Runnable happening) {
        meanwhile = happening;
    }

    int calls() {
        return calls;
    }

    private synchronized Mood ask() throws IOException {
        calls++;
        switch (mood) {
            case FAILS -> throw new IOException("cannot be reached");
            case BREAKS -> throw new IllegalStateException("broken");
            case RUNS_OUT_OF_MEMORY -> throw new OutOfMemoryError("as if");
            default -> {
                return mood;
            }
        }
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public void check() throws IOException {
        ask();
    }

    @Override
    public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
        Mood now = ask();
        meanwhile.run();
        byte[] content = kept.get(name.path());
        if (content == null || now == Mood.SAYS_NO) {
            return false;
        }
        byte[] sent = content.clone();
        if (now == Mood.LIES && sent.length > 0) {
            sent[sent.length / 2] ^= 1;
        }
        to.write(sent, 0, now == Mood.ENDS_TOO_EARLY ? sent.length / 2 : sent.length);
        if (now == Mood.GOES_ON_TOO_LONG) {
            to.write(sent);
        }
        return true;
    }

    @Override
    public boolean has(StoredName name) throws IOException {
        return ask() == Mood.LIES || kept.containsKey(name.path());
    }

    @Override
    public void put(StoredName name, Path content) throws IOException {
        if (ask() == Mood.GOOD) {
            kept.put(name.path(), Files.readAllBytes(content));
        }
    }
}
