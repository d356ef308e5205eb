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

    /** Tell whether what stands before the first value makes the whole a location, and no path. */
    default boolean isLocationFrom(String before) {
        return false;
    }

    /** Write a whole that is a path, whatever its values make it look like. */
    default String asPath(String text) {
        return text;
    }
}
