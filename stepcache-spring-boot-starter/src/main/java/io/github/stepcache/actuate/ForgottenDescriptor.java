package io.github.stepcache.actuate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What became of the wish to forget the steps of one name.
 *
 * @param name the name
 * @param steps one, or several in different directories
 */
public record ForgottenDescriptor(String name, List<Step> steps) implements OperationResponseBody {

    /**
     * A step.
     *
     * @param outputDir where it writes
     * @param forgotten whether its next call will run it
     * @param problem why it was not forgotten, in words; null if it was
     */
    public record Step(
            String outputDir, boolean forgotten, @Nullable String problem) {}

    boolean isComplete() {
        return steps.stream().allMatch(Step::forgotten);
    }
}
