package io.github.stepcache;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.exc.InvalidDefinitionException;

/** Which types of values can be given back from JSON, as far as that can be told before there is a value. */
final class ReplayableTypes {

    private static final Set<String> REACTIVE =
            Set.of("org.reactivestreams.Publisher", "reactor.core.publisher.Mono", "reactor.core.publisher.Flux");

    private final Set<JavaType> known = new HashSet<>();

    private ReplayableTypes() {}

    /**
     * Refuse a type whose values could not be given back.
     *
     * @throws IllegalArgumentException if it is one; the message says why
     */
    static void check(JavaType type) {
        new ReplayableTypes().check(type, false);
    }

    /**
     * Look at a type, or a part of one.
     *
     * @param inRecord whether it is the type of a record's component, where {@code Object} may stand: what that holds
     *     is looked at when there is a value
     */
    private void check(JavaType type, boolean inRecord) {
        Class<?> raw = type.getRawClass();
        if (isAsynchronous(raw)) {
            throw refused(
                    type,
                    "it stands for a value to come, which only CompletableFuture, CompletionStage and Mono as the return type of a method can");
        }
        if (AutoCloseable.class.isAssignableFrom(raw) || Iterator.class.isAssignableFrom(raw)) {
            throw refused(type, "it is read once, and gone");
        }
        if (type.isJavaLangObject()) {
            if (!inRecord) {
                throw refused(type, "it does not say what it holds");
            }
        } else if (type.isContainerType() || type.isReferenceType()) {
            checkContents(type, inRecord);
        } else {
            checkPlain(type);
        }
    }

    private void checkContents(JavaType type, boolean inRecord) {
        if (type.getKeyType() != null) {
            check(type.getKeyType(), inRecord);
            checkReading(type, "{\"\":null}"); // not every type that can be a value can be a key
        }
        if (type.getContentType() != null) {
            check(type.getContentType(), inRecord);
        }
    }

    private void checkPlain(JavaType type) {
        Class<?> raw = type.getRawClass();
        boolean open = Modifier.isAbstract(raw.getModifiers()) && !raw.isPrimitive() && !raw.isEnum();
        boolean described =
                raw.isAnnotationPresent(JsonTypeInfo.class) || raw.isAnnotationPresent(JsonDeserialize.class);
        boolean container = Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
        if (open && !described && !container && raw != Path.class) {
            throw refused(type, "it is abstract, and nothing says which class a recorded value had");
        }
        checkReading(type, "{}");
        if (raw.isRecord() && known.add(type)) {
            for (RecordComponent component : raw.getRecordComponents()) {
                check(
                        ResultJson.MAPPER
                                .getTypeFactory()
                                .resolveMemberType(component.getGenericType(), type.getBindings()),
                        true);
            }
        }
    }

    private static void checkReading(JavaType type, String json) {
        try {
            ResultJson.MAPPER.readerFor(type).readValue(json);
        } catch (InvalidDefinitionException e) {
            throw refused(type, Quoted.line(String.valueOf(e.getOriginalMessage())));
        } catch (JacksonException e) {
            return; // it can be made, if not from nothing
        }
    }

    private static boolean isAsynchronous(Class<?> raw) {
        boolean known = Future.class.isAssignableFrom(raw)
                || CompletionStage.class.isAssignableFrom(raw)
                || Flow.Publisher.class.isAssignableFrom(raw)
                || REACTIVE.contains(raw.getName());
        if (known) {
            return true;
        }
        for (Class<?> implemented : raw.getInterfaces()) {
            if (isAsynchronous(implemented)) {
                return true;
            }
        }
        return false;
    }

    private static IllegalArgumentException refused(JavaType type, String why) {
        return new IllegalArgumentException(
                "A value of type " + Quoted.line(type.toCanonical()) + " cannot be replayed: " + why + '.');
    }
}
