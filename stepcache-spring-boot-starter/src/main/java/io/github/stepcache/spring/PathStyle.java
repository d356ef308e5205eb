package io.github.stepcache.spring;

import io.github.stepcache.step.PathPattern;

/** How a value is written into a path or glob so that it stands for nothing but itself. */
interface PathStyle {

    /** Of a path that is taken literally. */
    PathStyle LITERAL = (before, value) -> value;

    /** Of a path or glob. */
    PathStyle PATTERN = (before, value) -> PathPattern.quote(value);

    /**
     * Write a value.
     *
     * @param before what stands before it
     * @param value the value
     * @throws IllegalArgumentException if it cannot stand for itself there; the message goes on after its name
     */
    String quote(String before, String value);

    /** Finish what begins with such a value, so that it is a path, whatever it looks like. */
    default String asPath(String text) {
        return text;
    }
}
