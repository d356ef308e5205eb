package io.github.stepcache.actuate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.decision.StaleReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reason why a step must run.
 *
 * @param type which kind of reason, such as {@code input-changed}
 * @param subject the file, output, parameter or part of the code that it is about; null where it is about the step
 * @param recorded what that was at the recorded run: a hash, a version, a value; null if there was none
 * @param current what it is now; null if there is none
 * @param description all of it in a sentence; long texts are cut
 */
public record ReasonDescriptor(
        String type,
        @Nullable String subject,
        @Nullable String recorded,
        @Nullable String current,
        String description) {

    static ReasonDescriptor of(StaleReason reason) {
        ReasonData data = ReasonData.of(reason);
        return new ReasonDescriptor(
                type(reason),
                encodable(data.subject()),
                encodable(data.recorded()),
                encodable(data.current()),
                reason.describe());
    }

    /** Write {@code InputChanged} as {@code input-changed}. */
    private static String type(StaleReason reason) {
        return reason.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** Half a character, as names on some systems can have it, cannot be written as JSON. */
    private static @Nullable String encodable(@Nullable String text) {
        return text == null ? null : new String(text.getBytes(UTF_8), UTF_8);
    }
}
