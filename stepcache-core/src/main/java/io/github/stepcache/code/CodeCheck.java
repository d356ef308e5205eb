package io.github.stepcache.code;

import java.util.Optional;

/**
 * Tells after a run whether the code that ran is that of the {@linkplain CodeFingerprint fingerprint}: a program loads much of its
 * code no sooner than it needs it, from files that somebody may have written anew meanwhile. Safe for use by many threads.
 */
@FunctionalInterface
public interface CodeCheck {

    /**
     * Look whether other code may have run.
     *
     * @return why, in words; empty where none can have
     */
    Optional<String> problem();

    /**
     * Believe that it is the same.
     *
     * @return what never finds a problem
     */
    static CodeCheck none() {
        return Optional::empty;
    }
}
