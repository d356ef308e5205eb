package io.github.stepcache.fingerprint;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What went wrong on one thread, thrown again on another: the same object. */
final class Failure {

    private Failure() {}

    /** Throw what was thrown elsewhere, if anything was. */
    static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure); // what the work did not declare
        }
    }
}
