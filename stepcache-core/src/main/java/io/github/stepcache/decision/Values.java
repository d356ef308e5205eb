package io.github.stepcache.decision;

import io.github.stepcache.step.Quoted;
import java.util.Optional;

/** Named values in sentences. */
final class Values {

    private Values() {}

    static String change(Optional<String> recorded, Optional<String> current) {
        if (recorded.isEmpty()) {
            return " was added (now " + shown(current) + ")";
        }
        if (current.isEmpty()) {
            return " was removed (recorded " + shown(recorded) + ")";
        }
        return " changed (recorded " + shown(recorded) + ", now " + shown(current) + ")";
    }

    private static String shown(Optional<String> value) {
        return value.map(Quoted::of).orElse("none");
    }
}
