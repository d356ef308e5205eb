package io.github.stepcache.graph;

import io.github.stepcache.step.Quoted;

/**
 * Why a step is taken to read what another one writes.
 *
 * @param input the input of the reader, as declared
 * @param output what of the writer meets it: a required output, from the base directory on, or its output directory
 * @param kind which of the two
 */
public record StepLink(String input, String output, Kind kind) {

    /** What of the writer meets the input. */
    public enum Kind {
        /** The input can be something that the writer must leave. */
        REQUIRED_OUTPUT,
        /** The input lies in the output directory, or holds it, and nobody's required outputs account for it. */
        OUTPUT_DIRECTORY
    }

    /**
     * Say it on one line.
     *
     * @return a clause fit for a log
     */
    public String describe() {
        return "input " + Quoted.of(input)
                + (kind == Kind.REQUIRED_OUTPUT ? " can be output " : " may lie in output directory ")
                + Quoted.of(output);
    }
}
