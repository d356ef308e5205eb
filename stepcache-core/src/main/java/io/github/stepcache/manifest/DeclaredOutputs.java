package io.github.stepcache.manifest;

import java.util.List;

/**
 * Which outputs a run vouched for: with another declaration, older files could pass for what it left.
 *
 * @param directory the output directory as seen from the manifest, {@code /}-separated; {@code .} where it lies in it
 * @param required the required outputs as declared
 */
public record DeclaredOutputs(String directory, List<String> required) {

    /**
     * Keep an unmodifiable copy.
     *
     * @param directory the output directory
     * @param required the required outputs
     */
    public DeclaredOutputs {
        required = List.copyOf(required);
    }
}
