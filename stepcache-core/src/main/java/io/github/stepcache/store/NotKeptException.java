package io.github.stepcache.store;

import java.io.IOException;

/** Thrown when a store cannot give or take something although nothing is wrong with the store. */
final class NotKeptException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String why;

    NotKeptException(String why) {
        super(why);
        this.why = why;
    }

    /** What stands against it, in words. */
    String why() {
        return why;
    }
}
