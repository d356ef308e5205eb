package io.github.stepcache.store;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Turns the JSON of a record into an entry whose form is still to be checked. What it does not know it refuses, for it could
 * mean anything, and stops there.
 */
final class EntryParser {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(20)
                    .maxNameLength(OutputPath.LONGEST_IN_BYTES)
                    .maxStringLength(EntryForm.LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser json;
    private final SortedMap<String, StoredFile> files = new TreeMap<>(CodePointOrder.INSTANCE);
    private final SortedSet<String> directories = new TreeSet<>(CodePointOrder.INSTANCE);
    private @Nullable Long version;
    private @Nullable StoreKey key;
    private @Nullable String stepName;
    private @Nullable Instant completedAt;
    private @Nullable Duration duration;
    private @Nullable RecordedResult result;

    private EntryParser(JsonParser json) {
        this.json = json;
    }

    /**
     * Read.
     *
     * @param bytes the bytes of a record
     * @param from where the JSON begins
     * @throws NotAnEntryException if that is not what {@link EntryWriter} writes
     */
    static StoreEntry parse(byte[] bytes, int from) throws NotAnEntryException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), strictUtf8(bytes, from))) {
            return new EntryParser(json).entry();
        } catch (JacksonIOException e) {
            throw new NotAnEntryException("it is not in UTF-8");
        } catch (JacksonException e) {
            throw new NotAnEntryException("it is not valid JSON: " + e.getOriginalMessage());
        }
    }

    private static InputStreamReader strictUtf8(byte[] bytes, int from) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, from, bytes.length - from),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private StoreEntry entry() throws NotAnEntryException {
        json.nextToken();
        expect(JsonToken.START_OBJECT, "the record");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            readField(name);
        }
        if (json.nextToken() != null) {
            throw new NotAnEntryException("something follows the JSON object");
        }
        if (version == null || key == null || stepName == null || completedAt == null) {
            throw new NotAnEntryException("it has no version, key, step name or time");
        }
        if (version != EntryWriter.VERSION) {
            throw new NotAnEntryException("it has version " + version + ", which is not known");
        }
        return new StoreEntry(
                key,
                stepName,
                completedAt,
                Optional.ofNullable(duration),
                files,
                directories,
                Optional.ofNullable(result));
    }

    private void readField(String name) throws NotAnEntryException {
        switch (name) {
            case "version" -> version = number(name);
            case "key" -> key = key(string(name));
            case "step_name" -> stepName = string(name);
            case "completed_at" -> completedAt = time(string(name));
            case "duration_ms" -> duration = Duration.ofMillis(number(name));
            case "result" -> result = result();
            case "directories" -> readDirectories();
            case "files" -> readFiles();
            default -> throw unknown(name);
        }
    }

    private static StoreKey key(String text) throws NotAnEntryException {
        try {
            return new StoreKey(text);
        } catch (IllegalArgumentException e) {
            throw new NotAnEntryException("its key is none");
        }
    }

    private static Instant time(String text) throws NotAnEntryException {
        try {
            return LocalDateTime.parse(text, EntryWriter.TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new NotAnEntryException("its \"completed_at\" is not a time");
        }
    }

    private RecordedResult result() throws NotAnEntryException {
        expect(JsonToken.START_OBJECT, "result");
        @Nullable String type = null;
        @Nullable String value = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "type" -> type = string(name);
                case "value" -> value = string(name);
                default -> throw unknown(name);
            }
        }
        if (type == null || value == null) {
            throw new NotAnEntryException("its \"result\" has no type or no value");
        }
        return new RecordedResult(type, value);
    }

    private void readDirectories() throws NotAnEntryException {
        expect(JsonToken.START_ARRAY, "directories");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String path = string("directories");
            if (!directories.add(path)) {
                throw new NotAnEntryException("its directory " + Quoted.of(path) + " is there twice");
            }
            EntryForm.checkCount(directories.size());
        }
    }

    private void readFiles() throws NotAnEntryException {
        expect(JsonToken.START_OBJECT, "files");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String path = json.currentName();
            json.nextToken();
            files.put(path, file());
            EntryForm.checkCount(files.size());
        }
    }

    private StoredFile file() throws NotAnEntryException {
        expect(JsonToken.START_OBJECT, "files");
        @Nullable Long size = null;
        @Nullable String hash = null;
        @Nullable Boolean executable = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "size" -> size = number(name);
                case "sha256" -> hash = string(name);
                case "executable" -> executable = truth(name);
                default -> throw unknown(name);
            }
        }
        if (size == null || hash == null || executable == null) {
            throw new NotAnEntryException("a file of it has no size, no hash or no word on whether it is executable");
        }
        return new StoredFile(size, hash, executable);
    }

    private String string(String name) throws NotAnEntryException {
        expect(JsonToken.VALUE_STRING, name);
        return json.getString();
    }

    private long number(String name) throws NotAnEntryException {
        expect(JsonToken.VALUE_NUMBER_INT, name);
        if (json.getNumberType() == NumberType.BIG_INTEGER) {
            throw misfit(name);
        }
        return json.getLongValue();
    }

    private boolean truth(String name) throws NotAnEntryException {
        if (json.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE, name);
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private void expect(JsonToken token, String name) throws NotAnEntryException {
        if (json.currentToken() != token) {
            throw misfit(name);
        }
    }

    private static NotAnEntryException misfit(String name) {
        return new NotAnEntryException("its " + Quoted.of(name) + " has a value of the wrong type");
    }

    private static NotAnEntryException unknown(String name) {
        return new NotAnEntryException("it has a field " + Quoted.of(name) + ", which is not known");
    }
}
