package io.github.stepcache;

/** What to do about a step that ends well without leaving its required outputs. */
public enum MissingOutputs {
    /** Warn, and do not remember the run. */
    WARN,
    /** Throw {@link MissingOutputsException}. */
    FAIL
}
