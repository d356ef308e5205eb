package io.github.stepcache;

/** How much of the required outputs is looked at before a step is skipped. */
public enum OutputVerification {
    /** Their content is what the step left. */
    CONTENT,
    /** They exist: the reference's rule. */
    EXISTS
}
