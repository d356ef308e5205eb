package io.github.stepcache.lock;

/** How far the promise reaches that a step never runs twice at once. */
public enum LockMode {
    /** Across threads and across processes, by an operating-system lock on a hidden file. */
    FILE,
    /** Across the threads of this process only. */
    JVM,
    /**
     * As {@link #FILE}; and a stale step that a store could restore waits for other machines that run the same step with
     * the same inputs, by {@link SharedLocks}. That saves work, and is no promise: where nobody can tell, both run it.
     */
    REGISTRY
}
