package io.github.stepcache.manifest;

/**
 * The value that a step returned, as it stands in a manifest.
 *
 * @param type the name of the type that the value was recorded as
 * @param json the value as JSON text
 */
public record RecordedResult(String type, String json) {}
