package io.github.stepcache;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The codec of steps whose type of value nobody gave: it records the class beside the value. It is choosy, because a
 * class that is named in a file must not be one that does harm when it is made: simple values of the JDK, records,
 * enums, arrays of simple values, and lists, sets and maps of what JSON itself tells apart.
 */
final class UntypedResultCodec implements ResultCodec<@Nullable Object> {

    private static final String NULL = "null";
    private static final Set<Class<?>> SIMPLE = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Path.class);
    private static final List<Class<?>> INTERFACES = List.of(List.class, Set.class, Map.class);

    private final ClassLoader loader;

    UntypedResultCodec(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Optional<RecordedResult> encode(@Nullable Object value) throws UnrecordableResultException {
        if (value == null) {
            return Optional.of(new RecordedResult(NULL, "null"));
        }
        Class<?> type = recordedType(value);
        if (!isRecordable(type)) {
            throw refused(type.getName());
        }
        String json = ResultJson.write(ResultJson.MAPPER.constructType(type), value);
        return Optional.of(new RecordedResult(type.getName(), json));
    }

    @Override
    public @Nullable Object decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        RecordedResult result = recorded.orElseThrow(() -> new UnrecordableResultException("no value is on record"));
        if (result.type().equals(NULL)) {
            return null;
        }
        try {
            Class<?> type = Class.forName(result.type(), false, loader);
            if (!isRecordable(type)) {
                throw refused(result.type());
            }
            return ResultJson.read(ResultJson.MAPPER.constructType(type), result.json());
        } catch (ClassNotFoundException | LinkageError e) {
            throw refused(result.type());
        }
    }

    /** The class that the caller may take the value for: where the JDK keeps the class to itself, an interface. */
    private static Class<?> recordedType(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        boolean named =
                Modifier.isPublic(type.getModifiers()) || !type.getPackageName().startsWith("java.util");
        for (Class<?> open : INTERFACES) {
            if (open.isInstance(value) && !named) {
                return open;
            }
        }
        return value instanceof Path ? Path.class : type;
    }

    private static boolean isRecordable(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = Objects.requireNonNull(element.getComponentType());
        }
        boolean collection = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        return element.isPrimitive()
                || SIMPLE.contains(element)
                || (collection && type.getPackageName().equals("java.util"))
                || element.isRecord()
                || element.isEnum()
                || element.getPackageName().equals("java.time");
    }

    private static UnrecordableResultException refused(String type) {
        return new UnrecordableResultException("a value of class " + Quoted.line(type)
                + " cannot be replayed unless its type is given: run(spec, ResultCodec.of(type), body)");
    }
}
