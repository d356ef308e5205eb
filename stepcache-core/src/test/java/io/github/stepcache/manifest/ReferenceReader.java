package io.github.stepcache.manifest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rule by which the Python reference takes a step for fresh, in Java: it asks for less than we do. {@link
 * GoldenVerdictTests} holds it against what the reference itself said.
 */
public final class ReferenceReader {

    private static final JsonMapper LENIENT = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(1_000)
                            .maxNumberLength(4_300)
                            .build())
                    .build())
            .build();

    private ReferenceReader() {}

    public static boolean isFresh(String stepName, Path outputDir, Map<String, String> hashes) throws IOException {
        return isFresh(stepName, outputDir, hashes, Map.of(), List.of());
    }

    /**
     * Tell whether the reference would skip a step.
     *
     * @param stepName the step
     * @param outputDir the directory that the manifest is kept in
     * @param hashes the hash of each input now, by key
     * @param versions the artifact versions now; may be empty
     * @param requiredOutputs names relative to the output directory; may be empty
     * @return whether it takes the step for fresh
     */
    public static boolean isFresh(
            String stepName,
            Path outputDir,
            Map<String, String> hashes,
            Map<String, String> versions,
            List<String> requiredOutputs)
            throws IOException {
        Path file = outputDir.resolve("." + stepName + ".manifest.json");
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            JsonNode manifest = LENIENT.readTree(decoded(Files.readAllBytes(file)));
            JsonNode recorded = manifest.path("input_hashes");
            boolean known = recorded.isObject() || (manifest.isObject() && recorded.isMissingNode());
            return known
                    && strings(recorded).equals(hashes)
                    && recorded.size() == hashes.size()
                    && strings(manifest.path("artifact_versions")).entrySet().containsAll(versions.entrySet())
                    && requiredOutputs.stream().allMatch(output -> Files.exists(outputDir.resolve(output)));
        } catch (JacksonException | CharacterCodingException e) {
            return false; // on the second, the reference ends with an exception
        }
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new HashMap<>();
        object.forEachEntry((key, value) -> {
            if (value.isString()) {
                strings.put(key, value.stringValue());
            }
        });
        return strings;
    }
}
