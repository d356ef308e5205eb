package io.github.stepcache.integration;

import java.time.Duration;

/**
 * How long things take with a registry of locks.
 *
 * @param life after how long a lock goes to somebody else whose owner died, where the registry lets it expire
 * @param renewal how often the owner says that it lives
 * @param attempt how long the registry itself waits for a lock at most, before it is asked again
 * @param answer how long it may take to answer
 * @param silence for how long it is left alone that has not answered in that time
 */
record LockTiming(Duration life, Duration renewal, Duration attempt, Duration answer, Duration silence) {

    /** Two renewals may fail before a lock is lost. */
    static final LockTiming DEFAULT = new LockTiming(
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1));
}
