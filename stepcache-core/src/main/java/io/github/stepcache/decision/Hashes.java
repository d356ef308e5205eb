package io.github.stepcache.decision;

import io.github.stepcache.step.Quoted;

/** Hashes in sentences: the first twelve digits tell two apart. */
final class Hashes {

    private static final int SHOWN = 12;

    private Hashes() {}

    static String change(String recorded, String current) {
        return " (recorded " + brief(recorded) + ", now " + brief(current) + ")";
    }

    private static String brief(String hash) {
        String line = Quoted.line(hash);
        int colon = line.indexOf(':') + 1;
        return line.length() - colon == 64 ? line.substring(0, colon + SHOWN) : line;
    }
}
