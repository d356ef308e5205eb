package io.github.stepcache;

import io.github.stepcache.step.Quoted;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown after a step that ended well without leaving its required outputs, where that is to be a failure. */
public final class MissingOutputsException extends StepCacheException {

    private static final long serialVersionUID = 1L;

    /** The required outputs that are missing, as declared. */
    private final String[] outputs;

    MissingOutputsException(String step, List<String> outputs) {
        super("Step " + Quoted.of(step) + " ended without leaving "
                + outputs.stream().map(Quoted::of).collect(Collectors.joining(", "))
                + ". Correct the step, or its required outputs.");
        this.outputs = outputs.toArray(String[]::new);
    }

    /**
     * Tell what is missing.
     *
     * @return the required outputs, as declared
     */
    public List<String> outputs() {
        return List.of(outputs);
    }
}
