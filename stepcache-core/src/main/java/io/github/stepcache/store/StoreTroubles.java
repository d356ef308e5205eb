package io.github.stepcache.store;

import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of trouble with one remote store: listeners each time, the log once a kind, until the store was away and is back.
 * Safe for use by many threads.
 */
final class StoreTroubles {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedStore.class);
    /** Messages of servers may have a number of their own each. */
    private static final int MOST_KINDS = 20;

    private final String store;
    private final StoreListener listener;
    private final Set<String> kinds = new HashSet<>();

    /**
     * Set up.
     *
     * @param store which store
     * @param listener is told; it never throws
     */
    StoreTroubles(String store, StoreListener listener) {
        this.store = store;
        this.listener = listener;
    }

    /** Say what an exception of a store means. */
    static String inWords(Exception problem) {
        String message = problem.getMessage();
        boolean sentence = problem instanceof StoreException || problem.getClass() == IOException.class;
        if (sentence && message != null) {
            return Quoted.line(message);
        }
        return problem instanceof IOException io ? Problems.inWords(io) : Quoted.line(problem.toString());
    }

    /** Tell that something was not done, after all attempts. */
    void failed(String what, Exception problem) {
        String words = inWords(problem);
        if (isNew(what + words)) {
            LOG.warn(
                    "{} in the remote store {} has failed: {}. Steps that need it run as if it were not there. More of this"
                            + " kind is logged at DEBUG",
                    what,
                    store,
                    words);
        } else {
            LOG.debug("{} in the remote store {} has failed: {}", what, store, words);
        }
        listener.failed(store, words);
    }

    /** Tell that the store goes away, or comes back. */
    void changed(Circuit.Change change) {
        switch (change) {
            case OPENED -> {
                LOG.warn("The remote store {} is not asked for a while, since it failed again and again", store);
                listener.down(store);
            }
            case CLOSED -> {
                forget();
                LOG.info("The remote store {} answers again", store);
                listener.up(store);
            }
            case NONE -> {}
        }
    }

    private synchronized boolean isNew(String kind) {
        return kinds.size() < MOST_KINDS && kinds.add(kind);
    }

    private synchronized void forget() {
        kinds.clear();
    }
}
