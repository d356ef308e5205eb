package io.github.stepcache.autoconfigure;

import io.github.stepcache.step.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Whether an application was started for a plan only. */
final class PlanMode {

    private static final String PROPERTY = "stepcache.plan";
    private static final List<String> ON = List.of("", "true", "on", "yes", "1");
    private static final List<String> OFF = List.of("false", "off", "no", "0");

    private PlanMode() {}

    /**
     * Tell whether the property is set. Aspects ask before the properties are bound; what they refuse lets no step run
     * until then.
     */
    static boolean isOn(Environment environment) {
        @Nullable String value = environment.getProperty(PROPERTY);
        return value != null && !OFF.contains(word(value));
    }

    /**
     * Check a value. All are those of Spring's truth values, but for an empty one, which is true: {@code --stepcache.plan}
     * has no other.
     *
     * @throws IllegalArgumentException if it is neither true nor false
     */
    static void check(String value) {
        if (!OFF.contains(word(value)) && !ON.contains(word(value))) {
            throw new IllegalArgumentException("It is either true or false; nothing at all means true.");
        }
    }

    private static String word(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    /** Say which settings make steps run whatever their state, or be restored. */
    static List<String> notes(StepCacheProperties properties, boolean forcedByOption, boolean withStore) {
        List<String> notes = new ArrayList<>();
        if (!properties.enabled()) {
            notes.add("The cache is switched off (stepcache.enabled): each step that is called will run.");
        } else if (properties.force() || forcedByOption) {
            notes.add("All steps are forced (stepcache.force or --force): each one that is called will run.");
        } else if (!properties.forceSteps().isEmpty()) {
            notes.add("Steps are forced (stepcache.force-steps): "
                    + properties.forceSteps().stream().map(Quoted::of).collect(Collectors.joining(", ")) + '.');
        }
        if (withStore && properties.enabled()) {
            notes.add("A store of outputs is on: what is stale may be restored instead of run, unless it is forced.");
        }
        return notes;
    }
}
