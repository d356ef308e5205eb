package io.github.stepcache.spring;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;

/**
 * Registers types of values with all that they consist of. Values are recorded by their fields, so these are followed,
 * while Spring's own registrar follows getters; and expressions may call any method of an argument.
 */
final class ValueHints {

    private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();
    private final ReflectionHints hints;
    private final Set<Type> seen = new HashSet<>();

    ValueHints(ReflectionHints hints) {
        this.hints = hints;
    }

    void register(@Nullable Type type) {
        if (type == null || !seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> known) {
            register(known);
        } else if (type instanceof ParameterizedType generic) {
            register(generic.getRawType());
            registerAll(generic.getActualTypeArguments());
        } else if (type instanceof GenericArrayType array) {
            register(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            registerAll(wildcard.getUpperBounds());
            registerAll(wildcard.getLowerBounds());
        } else if (type instanceof TypeVariable<?> variable) {
            registerAll(variable.getBounds());
        }
    }

    private void registerAll(Type... types) {
        Stream.of(types).forEach(this::register);
    }

    private void register(Class<?> type) {
        if (type.isArray()) {
            register((Type) type.componentType());
            return;
        }
        if (type.isPrimitive() || type == Object.class) {
            return;
        }
        hints.registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
        if (type.getName().startsWith("java.")) {
            return;
        }
        bindings.registerReflectionHints(hints, type);
        hints.registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS);
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                register(field.getGenericType());
            }
        }
        register(type.getGenericSuperclass());
        subtypes(type).forEach(this::register);
    }

    private static List<Type> subtypes(Class<?> type) {
        Stream<Class<?>> permitted =
                type.isSealed() ? Stream.of(Objects.requireNonNull(type.getPermittedSubclasses())) : Stream.of();
        @Nullable JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        Stream<Class<?>> listed =
                named == null ? Stream.of() : Stream.of(named.value()).map(JsonSubTypes.Type::value);
        return Stream.<Type>concat(permitted, listed).toList();
    }
}
