package io.github.stepcache.manifest;

import java.nio.file.Path;

/** What was found where a step's manifest belongs. To have found nothing, or damage, is an answer and not an error. */
public sealed interface ManifestLookup {

    /**
     * A readable manifest; it may be of another step, of another version, or of a run that did not end.
     *
     * @param file where it lies
     * @param manifest what it says
     */
    record Found(Path file, Manifest manifest) implements ManifestLookup {}

    /**
     * Nothing is there.
     *
     * @param file where it would lie
     */
    record Absent(Path file) implements ManifestLookup {}

    /**
     * Something is there that cannot be read as a manifest (contract 3.4).
     *
     * @param file where it lies
     * @param problem what is wrong with it, in words, on one line
     * @param damaged whether it was read and is no manifest; otherwise the file system would not give it out
     */
    record Unreadable(Path file, String problem, boolean damaged) implements ManifestLookup {}
}
