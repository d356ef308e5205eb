package io.github.stepcache.store;

import java.util.Optional;

/** Says whether what a store has can stand for a run of a step, before any of it is fetched. */
@FunctionalInterface
public interface EntryCheck {

    /**
     * Look for what speaks against an entry.
     *
     * @param entry the entry; its form was checked, and that it has the key that was asked for
     * @return what speaks against it, in words; empty if nothing does
     */
    Optional<String> problem(StoreEntry entry);
}
