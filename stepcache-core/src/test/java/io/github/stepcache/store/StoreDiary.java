package io.github.stepcache.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a listener was told of stores, one line each. */
public final class StoreDiary implements StoreListener {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    /** The lines so far. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void failed(String store, String problem) {
        lines.add("failed: " + problem);
    }

    @Override
    public void down(String store) {
        lines.add("down");
    }

    @Override
    public void up(String store) {
        lines.add("up");
    }

    @Override
    public void damaged(String store, String hash) {
        lines.add("damaged: " + hash);
    }
}
