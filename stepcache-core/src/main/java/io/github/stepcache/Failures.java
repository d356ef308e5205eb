package io.github.stepcache;

import io.github.stepcache.step.Quoted;

/** What other people's exceptions say of themselves, in words for a message. */
final class Failures {

    private Failures() {}

    /** Name an exception and its message on one line; some throw when they are asked for it. */
    static String inWords(Throwable failure) {
        try {
            return Quoted.line(failure.toString());
        } catch (RuntimeException | Error e) {
            return failure.getClass().getName();
        }
    }
}
