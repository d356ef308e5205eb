package io.github.stepcache.manifest;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the bytes of a manifest, and takes nothing on trust: strict UTF-8, no duplicate keys, each known field of the
 * right type, limits on depth, numbers and the count of tokens. Fields that it does not know are passed over.
 */
final class ManifestParser {

    private static final int DEEPEST = 200;
    private static final int LONGEST_NUMBER = 400;
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9}){0,3}");

    private final byte[] bytes;
    private final Map<String, SortedMap<String, String>> maps = new HashMap<>();
    private final Map<String, String> strings = new HashMap<>();
    private boolean inputHashesAreNull;
    private long durationMillis = -1;

    private ManifestParser(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Why bytes are no manifest. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final String problem;

        Refused(String problem) {
            super(problem);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }

    static Manifest parse(byte[] bytes) throws Refused {
        ManifestParser parser = new ManifestParser(bytes);
        try (JsonParser json = mapper(bytes.length).createParser(strictUtf8(bytes))) {
            parser.readObject(json);
        } catch (JacksonException e) {
            throw new Refused("it is not valid JSON in UTF-8: " + e.getOriginalMessage());
        }
        return parser.manifest();
    }

    private static JsonMapper mapper(int size) {
        JsonFactory factory = JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(Math.max(size, 1))
                        .maxStringLength(Math.max(size, 1))
                        .maxTokenCount(Math.max(200_000, size / 20))
                        .build())
                .build();
        return JsonMapper.builder(factory).build();
    }

    private static InputStreamReader strictUtf8(byte[] bytes) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void readObject(JsonParser json) throws Refused {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new Refused("it is not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            readField(json, field);
        }
        if (json.nextToken() != null) {
            throw new Refused("something follows the JSON object");
        }
    }

    private void readField(JsonParser json, String field) throws Refused {
        switch (field) {
            case "manifest_version", "step_name", "completed_at", "state", "problem", "checksum" ->
                strings.put(field, string(json, field));
            case "input_hashes" -> {
                inputHashesAreNull = json.currentToken() == JsonToken.VALUE_NULL;
                if (!inputHashesAreNull) {
                    maps.put(field, map(json, field));
                }
            }
            case "artifact_versions", "parameters", "output_hashes", "result" -> maps.put(field, map(json, field));
            case "extra" -> {
                require(json, JsonToken.START_OBJECT, field);
                json.skipChildren();
            }
            case "duration_ms" -> {
                require(json, JsonToken.VALUE_NUMBER_INT, field);
                durationMillis = json.getLongValue();
                if (durationMillis < 0) {
                    throw new Refused("its \"duration_ms\" is negative");
                }
            }
            default -> json.skipChildren();
        }
    }

    private static String string(JsonParser json, String field) throws Refused {
        require(json, JsonToken.VALUE_STRING, field);
        return json.getString();
    }

    private static SortedMap<String, String> map(JsonParser json, String field) throws Refused {
        require(json, JsonToken.START_OBJECT, field);
        SortedMap<String, String> map = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            map.put(key, string(json, field));
        }
        return map;
    }

    private static void require(JsonParser json, JsonToken token, String field) throws Refused {
        if (json.currentToken() != token) {
            throw new Refused("its \"" + field + "\" has a value of the wrong type");
        }
    }

    private Manifest manifest() throws Refused {
        String version = required("manifest_version");
        if (!VERSION.matcher(version).matches()) {
            throw new Refused("its \"manifest_version\" is not a version");
        }
        if (!Manifest.isVersionSupported(version)) {
            return Manifest.ofOtherVersion(version, strings.getOrDefault("step_name", ""));
        }
        Manifest.State state = state();
        boolean incomplete = state != Manifest.State.COMPLETE;
        if (!incomplete && !maps.containsKey("input_hashes")) {
            throw new Refused(inputHashesAreNull ? "its \"input_hashes\" is null" : "it has no \"input_hashes\"");
        }
        return new Manifest(
                version,
                required("step_name"),
                completedAt(),
                state,
                mapOrEmpty("input_hashes"),
                mapOrEmpty("artifact_versions"),
                mapOrEmpty("parameters"),
                Optional.ofNullable(maps.get("output_hashes")),
                result(),
                durationMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(durationMillis)),
                strings.getOrDefault("problem", ""));
    }

    /** The reference writes no state: what it writes is complete. What we write has one, and a checksum with it. */
    private Manifest.State state() throws Refused {
        @Nullable String recorded = strings.get("state");
        if ((recorded != null || strings.containsKey("checksum")) && !Checksum.holds(bytes)) {
            throw new Refused("its checksum does not hold: it was damaged or edited");
        }
        if (recorded == null) {
            return Manifest.State.COMPLETE;
        }
        for (Manifest.State state : Manifest.State.values()) {
            if (state.inJson().equals(recorded)) {
                return state;
            }
        }
        throw new Refused("its \"state\" is unknown");
    }

    private Instant completedAt() throws Refused {
        try {
            return OffsetDateTime.parse(required("completed_at")).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("its \"completed_at\" is not a time");
        }
    }

    private Optional<RecordedResult> result() throws Refused {
        @Nullable Map<String, String> result = maps.get("result");
        if (result == null) {
            return Optional.empty();
        }
        @Nullable String type = result.get("type");
        @Nullable String value = result.get("value");
        if (type == null || value == null) {
            throw new Refused("its \"result\" has no type or no value");
        }
        return Optional.of(new RecordedResult(type, value));
    }

    private SortedMap<String, String> mapOrEmpty(String field) {
        return maps.getOrDefault(field, Collections.emptySortedMap());
    }

    private String required(String field) throws Refused {
        @Nullable String value = strings.get(field);
        if (value == null) {
            throw new Refused("it has no \"" + field + "\"");
        }
        return value;
    }
}
