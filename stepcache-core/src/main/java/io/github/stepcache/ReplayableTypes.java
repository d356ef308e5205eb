package io.github.stepcache;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Collection;
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

    private ReplayableTypes() {}

    /**
     * Refuse a type whose values could not be given back.
     *
     * @throws IllegalArgumentException if it is one; the message says why
     */
    static void check(JavaType type) {
        Class<?> raw = type.getRawClass();
        if (isAsynchronous(raw)) {
            throw refused(type, "it stands for a value to come, and asynchronous steps are not supported yet");
        }
        if (AutoCloseable.class.isAssignableFrom(raw) || Iterator.class.isAssignableFrom(raw)) {
            throw refused(type, "it is read once, and gone");
        }
        if (type.isJavaLangObject()) {
            throw refused(type, "it does not say what it holds");
        }
        if (type.isContainerType() || type.isReferenceType()) {
            checkContents(type);
        } else {
            checkPlain(type);
        }
    }

    private static void checkContents(JavaType type) {
        if (type.getKeyType() != null) {
            check(type.getKeyType());
        }
        if (type.getContentType() != null) {
            check(type.getContentType());
        }
    }

    private static void checkPlain(JavaType type) {
        Class<?> raw = type.getRawClass();
        boolean open = Modifier.isAbstract(raw.getModifiers()) && !raw.isPrimitive() && !raw.isEnum();
        boolean described =
                raw.isAnnotationPresent(JsonTypeInfo.class) || raw.isAnnotationPresent(JsonDeserialize.class);
        boolean container = Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw);
        if (open && !described && !container && raw != Path.class) {
            throw refused(type, "it is abstract, and nothing says which class a recorded value had");
        }
        try {
            ResultJson.MAPPER.readerFor(type).readValue("{}");
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
