package io.github.stepcache.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that fails as it is told to, call by call, and works otherwise. */
final class ScriptedStore implements RemoteStore {

    private final Map<StoredName, byte[]> contents = new ConcurrentHashMap<>();
    private final Deque<Exception> failures = new ArrayDeque<>();
    private int calls;

    /** Fail at one of the next calls, after those that are planned already, and in the middle of the content. */
    ScriptedStore fails(Exception... with) {
        failures.addAll(List.of(with));
        return this;
    }

    int calls() {
        return calls;
    }

    @Override
    public String describe() {
        return "scripted://store";
    }

    @Override
    public void check() throws IOException {
        fail();
    }

    @Override
    public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
        byte[] content = contents.get(name);
        if (content != null) {
            to.write(content, 0, content.length / 2);
        }
        fail();
        if (content != null) {
            to.write(content, content.length / 2, content.length - content.length / 2);
        }
        return content != null;
    }

    @Override
    public boolean has(StoredName name) throws IOException {
        fail();
        return contents.containsKey(name);
    }

    @Override
    public void put(StoredName name, Path content) throws IOException {
        fail();
        contents.put(name, Files.readAllBytes(content));
    }

    private void fail() throws IOException {
        calls++;
        Exception failure = failures.poll();
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }
}
