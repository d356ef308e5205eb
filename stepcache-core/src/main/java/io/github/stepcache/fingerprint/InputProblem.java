package io.github.stepcache.fingerprint;

/** Why the inputs of a step are not fully known, which makes the step run and not be remembered. */
public sealed interface InputProblem {

    /**
     * A declared input that matches no file (contract 2.6).
     *
     * @param pattern the input as declared
     */
    record NoMatch(String pattern) implements InputProblem {}

    /**
     * An input that cannot be read: access denied, vanished, a link to nowhere or in a loop, a name that could be
     * mixed up with another (contract 2.5, 2.7, 2.11).
     *
     * @param key the input's key
     * @param problem what is wrong with it, in words
     */
    record Unreadable(String key, String problem) implements InputProblem {}
}
