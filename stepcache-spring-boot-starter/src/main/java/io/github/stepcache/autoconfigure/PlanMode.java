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

    private PlanMode() {}

    /**
     * Tell whether the property is set: {@code --stepcache.plan} has no value, which binding takes for none given. What is
     * neither true nor false is refused by binding.
     */
    static boolean isOn(Environment environment) {
        @Nullable String value = environment.getProperty(PROPERTY);
        return value != null
                && List.of("", "true", "on", "yes", "1").contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /** Say which settings make steps run whatever their state. */
    static List<String> notes(StepCacheProperties properties, boolean forcedByOption) {
        List<String> notes = new ArrayList<>();
        if (!properties.enabled()) {
            notes.add("The cache is switched off (stepcache.enabled): each step that is called will run.");
        } else if (properties.force() || forcedByOption) {
            notes.add("All steps are forced (stepcache.force or --force): each one that is called will run.");
        } else if (!properties.forceSteps().isEmpty()) {
            notes.add("Steps are forced (stepcache.force-steps): "
                    + properties.forceSteps().stream().map(Quoted::of).collect(Collectors.joining(", ")) + '.');
        }
        return notes;
    }
}
