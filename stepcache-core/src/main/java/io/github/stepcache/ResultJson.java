package io.github.stepcache;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.github.stepcache.step.Quoted;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Values as JSON, by their fields rather than their getters, since the fields are what a value consists of. Nothing is
 * made up on reading: what is missing, unknown or null where it cannot be is refused.
 */
final class ResultJson {

    /** Private, so that an application's own settings cannot change what manifests mean. */
    static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withSetterVisibility(Visibility.NONE)
                    .withCreatorVisibility(Visibility.ANY))
            .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .addModule(new SimpleModule("stepcache")
                    .addSerializer(Path.class, new PathSerializer())
                    .addDeserializer(Path.class, new PathDeserializer())
                    .addAbstractTypeMapping(Set.class, LinkedHashSet.class))
            .build();

    private ResultJson() {}

    /** As written, and not as an absolute address, which Jackson would make of it. */
    private static final class PathSerializer extends StdSerializer<Path> {
        PathSerializer() {
            super(Path.class);
        }

        @Override
        public void serialize(Path path, JsonGenerator json, SerializationContext context) {
            json.writeString(path.toString());
        }
    }

    private static final class PathDeserializer extends StdDeserializer<Path> {
        PathDeserializer() {
            super(Path.class);
        }

        @Override
        public Path deserialize(JsonParser json, DeserializationContext context) {
            return Path.of(json.getString());
        }
    }

    /** Write a value, and make sure that what is read back is the same. */
    static String write(JavaType type, @Nullable Object value) throws UnrecordableResultException {
        String json = text(type, value);
        if (!SameValue.same(value, read(type, json))) {
            throw new UnrecordableResultException("a value of type " + Quoted.line(type.toCanonical())
                    + " is not the same after it was written as JSON and read back");
        }
        return json;
    }

    /** Read a value, and make sure that it is all that was written, and no more: its type may have changed since. */
    static @Nullable Object read(JavaType type, String json) throws UnrecordableResultException {
        @Nullable Object value = value(type, json);
        if (!json.equals(text(type, value))) {
            throw new UnrecordableResultException("a value of type " + Quoted.line(type.toCanonical())
                    + " consists of other parts than those that were written as JSON");
        }
        return value;
    }

    /** Write a text as it stands inside a JSON string. */
    static String escaped(String text) {
        String quoted = MAPPER.writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String text(JavaType type, @Nullable Object value) throws UnrecordableResultException {
        try {
            return MAPPER.writerFor(type).writeValueAsString(value);
        } catch (JacksonException e) {
            throw problem("cannot be written as JSON", type, e);
        }
    }

    private static @Nullable Object value(JavaType type, String json) throws UnrecordableResultException {
        try {
            return MAPPER.readerFor(type).readValue(json);
        } catch (JacksonException e) {
            throw problem("cannot be read back from JSON", type, e);
        }
    }

    private static UnrecordableResultException problem(String what, JavaType type, JacksonException cause) {
        return new UnrecordableResultException("a value of type " + Quoted.line(type.toCanonical()) + ' ' + what + ": "
                + Quoted.line(String.valueOf(cause.getOriginalMessage())));
    }
}
