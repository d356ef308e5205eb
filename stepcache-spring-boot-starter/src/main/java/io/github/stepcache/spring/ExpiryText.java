package io.github.stepcache.spring;

import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** How long a run counts, as the annotation says it: {@code P1D} or {@code 1d}. */
final class ExpiryText {

    private ExpiryText() {}

    /**
     * Read it. Elsewhere in Spring, a number without a unit means milliseconds, as hardly anybody would here; so it is
     * refused.
     *
     * @throws IllegalArgumentException if it is no duration, or not more than zero
     */
    static Duration parse(String text) {
        Duration age = duration(text);
        StepSpec.named("x").outputDir(Path.of("")).expireAfter(age).build();
        return age;
    }

    private static Duration duration(String text) {
        try {
            checkUnit(text);
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expireAfter " + Quoted.of(text)
                            + " is refused: write it as an ISO-8601 duration such as \"P1D\" or"
                            + " \"PT90M\", or as a number with its unit such as \"1d\" or \"90m\".",
                    e);
        }
    }

    private static void checkUnit(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            throw new IllegalArgumentException("It has no unit");
        }
    }
}
