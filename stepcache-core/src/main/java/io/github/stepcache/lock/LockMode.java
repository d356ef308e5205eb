package io.github.stepcache.lock;

/** How far the promise reaches that a step never runs twice at once. */
public enum LockMode {
    /** Across threads and across processes, by an operating-system lock on a hidden file. */
    FILE,
    /** Across the threads of this process only. */
    JVM
}
