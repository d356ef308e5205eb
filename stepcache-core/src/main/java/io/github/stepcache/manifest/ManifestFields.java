package io.github.stepcache.manifest;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.step.CodePointOrder;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of a manifest, as its JSON gives them, and no judgement yet on what they say: strict UTF-8, no duplicate
 * keys, limits on depth, numbers and the count of tokens. Fields that are not known are passed over.
 */
final class ManifestFields {

    /** No deeper than Python goes. */
    private static final int DEEPEST = 1000;

    /** A string may take an eighth of the heap; while it is read, it takes that a few times over. */
    private static final int LONGEST =
            (int) Math.min(1L << 28, Math.max(1L << 22, Runtime.getRuntime().maxMemory() / 8));

    /**
     * What is kept of a token takes some hundred bytes. A line with a key and its hash has two of them and more than 70
     * bytes: so many tokens are in no manifest of our size.
     */
    private static final long MOST_TOKENS = Math.max(200_000, LONGEST / 32);

    /** What Jackson adds to say where an object began; it says nothing, since it is not told to keep the source. */
    private static final Pattern START_MARKER = Pattern.compile(" \\(start marker at .*");

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(JsonText.LONGEST_NUMBER)
                    .maxNameLength(LONGEST)
                    .maxStringLength(LONGEST)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();

    /** By these names go the two parts of {@code code}; no field that is read by its own name has one of them. */
    private static final String CODE_KIND = "code.kind";

    private static final String CODE_METHODS = "code.methods";

    private final Set<String> names = new HashSet<>();
    private final Map<String, String> strings = new HashMap<>();
    private final Map<String, SortedMap<String, String>> maps = new HashMap<>();
    private final Map<String, Long> placesOfNull = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private @Nullable Duration duration;
    private @Nullable String misfit;
    private @Nullable CodeFingerprint code;

    private ManifestFields() {}

    /** Read the bytes of a manifest. */
    static ManifestFields of(byte[] bytes) throws NotAManifestException {
        ManifestFields fields = new ManifestFields();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), strictUtf8(bytes))) {
            fields.readObject(json);
        } catch (JacksonIOException e) {
            throw new NotAManifestException("it is not in UTF-8");
        } catch (JacksonException e) {
            String problem = e.getOriginalMessage();
            throw new NotAManifestException(
                    "it is not valid JSON: " + START_MARKER.matcher(problem).replaceFirst(""));
        }
        return fields;
    }

    /**
     * Put the input hashes where they were taken out.
     *
     * @param place where {@code null} stands in their stead, in UTF-16 units
     * @throws NotAManifestException if what stands there is not the field of that name
     */
    void putInputHashes(long place, SortedMap<String, String> hashes) throws NotAManifestException {
        requireNull("input_hashes", place);
        maps.put("input_hashes", hashes);
    }

    /**
     * Put the code where it was taken out.
     *
     * @param place where {@code null} stands in its stead, in UTF-16 units
     * @throws NotAManifestException if what stands there is not the field of that name
     */
    void putCode(long place, CodeFingerprint taken) throws NotAManifestException {
        requireNull("code", place);
        code = taken;
    }

    private void requireNull(String name, long place) throws NotAManifestException {
        if (!Long.valueOf(place).equals(placesOfNull.get(name))) {
            throw new NotAManifestException("its \"" + name + "\" is elsewhere");
        }
    }

    /** Tell whether any of these fields is there, whatever its value. */
    boolean includeAnyOf(Set<String> wanted) {
        return wanted.stream().anyMatch(names::contains);
    }

    Optional<String> string(String name) {
        return Optional.ofNullable(strings.get(name));
    }

    Optional<SortedMap<String, String>> map(String name) {
        return Optional.ofNullable(maps.get(name));
    }

    Optional<List<String>> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** The code, where it was taken out and put back. */
    Optional<CodeFingerprint> code() {
        return Optional.ofNullable(code);
    }

    /** The kind of the recorded code. */
    Optional<String> codeKind() {
        return string(CODE_KIND);
    }

    /** The hashes of the recorded code. */
    Optional<SortedMap<String, String>> codeMethods() {
        return map(CODE_METHODS);
    }

    Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    /** The first field whose value is of another type than it should be. */
    Optional<String> misfit() {
        return Optional.ofNullable(misfit);
    }

    private static InputStreamReader strictUtf8(byte[] bytes) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private void readObject(JsonParser json) throws NotAManifestException {
        @Nullable JsonToken first = json.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new NotAManifestException(first == null ? "it is empty" : "it is not a JSON object");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            readField(json, name);
        }
        if (json.nextToken() != null) {
            throw new NotAManifestException("something follows the JSON object");
        }
    }

    /** Read on if the value does not fit: in a manifest of another version, nothing needs to be as it is here. */
    private void readField(JsonParser json, String name) {
        names.add(name);
        boolean fits = switch (name) {
            case "manifest_version",
                    "step_name",
                    "completed_at",
                    "state",
                    "problem",
                    "checksum",
                    "boot_id",
                    "output_dir" -> readString(json, name, strings);
            case "artifact_versions", "parameters", "output_hashes", "result" -> readMap(json, name);
            case "code" -> readNull(json, name) || readCode(json);
            case "input_hashes" -> readNull(json, name) || readMap(json, name);
            case "required_outputs" -> readList(json, name);
            case "duration_ms" -> readDuration(json);
            case "extra" -> json.currentToken() == JsonToken.START_OBJECT;
            default -> true;
        };
        json.skipChildren();
        if (!fits && misfit == null) {
            misfit = name;
        }
    }

    private static boolean readString(JsonParser json, String key, Map<String, String> values) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            return false;
        }
        values.put(key, json.getString());
        return true;
    }

    private boolean readNull(JsonParser json, String name) {
        boolean isNull = json.currentToken() == JsonToken.VALUE_NULL;
        if (isNull) {
            placesOfNull.put(name, json.currentTokenLocation().getCharOffset());
        }
        return isNull;
    }

    private boolean readMap(JsonParser json, String name) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        SortedMap<String, String> map = new TreeMap<>(CodePointOrder.INSTANCE);
        boolean fits = true;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            fits &= readString(json, key, map);
            json.skipChildren();
        }
        maps.put(name, map);
        return fits;
    }

    private boolean readCode(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        boolean fits = true;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            fits &= switch (key) {
                case "kind" -> readString(json, CODE_KIND, strings);
                case "methods" -> readMap(json, CODE_METHODS);
                default -> true;
            };
            json.skipChildren();
        }
        return fits;
    }

    private boolean readList(JsonParser json, String name) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        List<String> list = new ArrayList<>();
        boolean fits = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            fits &= json.currentToken() == JsonToken.VALUE_STRING;
            list.add(json.getString());
            json.skipChildren();
        }
        lists.put(name, list);
        return fits;
    }

    private boolean readDuration(JsonParser json) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == NumberType.BIG_INTEGER) {
            return false;
        }
        duration = Duration.ofMillis(json.getLongValue());
        return !duration.isNegative();
    }
}
