package io.github.stepcache.store;

import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what becomes of stores: people once, in the log, and listeners each time. Safe for use by many threads. */
final class StoreNews implements StoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(OutputStore.class);

    /** More is not remembered, for a process may live long; what comes then is logged each time. */
    private static final int MOST_SAID = 10_000;

    private final List<StoreListener> listeners;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    StoreNews(List<StoreListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Something did not work; the text says what becomes of that. */
    void failed(String store, String problem, String consequence) {
        failed(store, problem);
        if (isNews(store + ": " + problem)) {
            LOG.warn("The store {} cannot be used as it should: {}. {}", Quoted.line(store), problem, consequence);
        }
    }

    /** The local store did not work; the answer says what is wrong with it. */
    String localFailed(LocalStore store, Exception e, String consequence) {
        String problem = Quoted.of(store.directory()) + ": " + inWords(e);
        failed(LocalStore.NAME, problem, consequence);
        return problem;
    }

    /** Content was not what its hash says; told once for each. */
    void damaged(String store, String hash, String consequence) {
        if (isNews(store + " " + hash)) {
            tell(listener -> listener.damaged(store, hash));
            LOG.warn("The store {} has wrong content for {}. {}", Quoted.line(store), hash, consequence);
        }
    }

    /** What was damaged is in order again: that it is damaged again would be news. */
    void repaired(String store, String hash) {
        said.remove(store + " " + hash);
    }

    /** Something is not there, or will not do, as happens every day. */
    void missed(String store, String why) {
        LOG.debug("The store {} does not help: {}", Quoted.line(store), why);
    }

    void cleanedUp(Path directory, long freed) {
        if (freed > 0) {
            LOG.info("The store in {} was cleaned up: {} bytes are free again", Quoted.of(directory), freed);
        }
    }

    @Override
    public void received(String store, long bytes) {
        tell(listener -> listener.received(store, bytes));
    }

    @Override
    public void sent(String store, long bytes) {
        tell(listener -> listener.sent(store, bytes));
    }

    @Override
    public void failed(String store, String problem) {
        tell(listener -> listener.failed(store, problem));
    }

    @Override
    public void down(String store) {
        tell(listener -> listener.down(store));
    }

    @Override
    public void up(String store) {
        tell(listener -> listener.up(store));
    }

    static String inWords(Exception problem) {
        return problem instanceof IOException io ? Problems.inWords(io) : Quoted.line(problem.toString());
    }

    private boolean isNews(String text) {
        return said.size() >= MOST_SAID || said.add(text);
    }

    private void tell(Consumer<StoreListener> news) {
        for (StoreListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) { // somebody else's code
                LOG.warn("A listener of the store failed: {}", Quoted.line(e.toString()));
            }
        }
    }
}
