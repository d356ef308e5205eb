package io.github.stepcache.store;

import io.github.stepcache.step.Quoted;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
 * JSON that is read from its beginning to its end, where each value is of the type that is asked for, or is refused: strict
 * UTF-8, no duplicate keys, limits on depth and length. Not safe for use by many threads.
 */
final class StrictJson {

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

    private StrictJson(JsonParser json) {
        this.json = json;
    }

    /** Reads the value that comes next. */
    @FunctionalInterface
    interface Reader {

        /**
         * Read a value.
         *
         * @param name the name of the field that it belongs to
         */
        void read(String name) throws NotAnEntryException;
    }

    /** Reads a whole. */
    @FunctionalInterface
    interface Whole<T> {

        T read(StrictJson json) throws NotAnEntryException;
    }

    /**
     * Read bytes.
     *
     * @param from where the JSON begins, which goes on to the end
     * @param whole reads the one value that is there
     */
    static <T> T read(byte[] bytes, int from, Whole<T> whole) throws NotAnEntryException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), strictUtf8(bytes, from))) {
            json.nextToken();
            T value = whole.read(new StrictJson(json));
            if (json.nextToken() != null) {
                throw new NotAnEntryException("something follows the JSON object");
            }
            return value;
        } catch (JacksonIOException e) {
            throw new NotAnEntryException("it is not in UTF-8");
        } catch (JacksonException e) {
            throw new NotAnEntryException("it is not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** Read an object, whose fields the reader takes one after the other. */
    void object(String name, Reader field) throws NotAnEntryException {
        expect(JsonToken.START_OBJECT, name);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            field.read(key);
        }
    }

    /** Read an array, whose elements the reader takes one after the other. */
    void array(String name, Reader element) throws NotAnEntryException {
        expect(JsonToken.START_ARRAY, name);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read(name);
        }
    }

    String string(String name) throws NotAnEntryException {
        expect(JsonToken.VALUE_STRING, name);
        return json.getString();
    }

    long number(String name) throws NotAnEntryException {
        expect(JsonToken.VALUE_NUMBER_INT, name);
        if (json.getNumberType() == NumberType.BIG_INTEGER) {
            throw misfit(name);
        }
        return json.getLongValue();
    }

    boolean truth(String name) throws NotAnEntryException {
        boolean value = json.currentToken() == JsonToken.VALUE_TRUE;
        if (!value) {
            expect(JsonToken.VALUE_FALSE, name);
        }
        return value;
    }

    private void expect(JsonToken token, String name) throws NotAnEntryException {
        if (json.currentToken() != token) {
            throw misfit(name);
        }
    }

    private static NotAnEntryException misfit(String name) {
        return new NotAnEntryException(
                name.isEmpty()
                        ? "it is not a JSON object"
                        : "its " + Quoted.of(name) + " has a value of the wrong type");
    }

    private static InputStreamReader strictUtf8(byte[] bytes, int from) {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, from, bytes.length - from),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }
}
