package io.github.stepcache.trust;

import java.util.Locale;

/** What must never happen, whatever a loop does. */
public enum Harm {
    /** A decision said fresh though the outputs do not belong to the inputs. */
    FALSE_FRESH,
    /** A run ended well, and the outputs are not those of its inputs. */
    WRONG_OUTPUT,
    /** A manifest was neither whole nor absent. */
    TORN_MANIFEST,
    /** The step's own value or exception did not reach its caller. */
    LOST_RESULT,
    /** Something did not end in the time it was given. */
    HANG,
    /** A temporary file was still there after the next run that ended well, or a file outside of the step's own places. */
    LITTER;

    String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
