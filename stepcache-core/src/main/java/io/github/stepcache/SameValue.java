package io.github.stepcache;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value with the copy that was read back from its record: they are the same if nobody can tell one from the
 * other. That means the same class and the same fields, all the way down; of lists, sets and maps, only what they hold,
 * in its order.
 *
 * <p>{@code equals} alone would not do: not every class defines it, and some define it by less than their state.
 */
final class SameValue {

    private final Set<Object> compared = Collections.newSetFromMap(new IdentityHashMap<>());

    private SameValue() {}

    static boolean same(@Nullable Object value, @Nullable Object copy) {
        return new SameValue().compare(value, copy);
    }

    private boolean compare(@Nullable Object value, @Nullable Object copy) {
        if (value == null || copy == null) {
            return value == copy;
        }
        if (value instanceof Optional<?> left && copy instanceof Optional<?> right) {
            return compare(left.orElse(null), right.orElse(null));
        }
        boolean sameClass = value.getClass() == copy.getClass();
        if (value instanceof Object[] left && copy instanceof Object[] right) {
            return sameClass && compareAll(Arrays.asList(left), Arrays.asList(right));
        }
        if (value instanceof Map<?, ?> left && copy instanceof Map<?, ?> right) {
            return Objects.equals(comparator(value), comparator(copy))
                    && compareAll(left.keySet(), right.keySet())
                    && compareAll(left.values(), right.values())
                    && (!sameClass || compareFields(value, copy));
        }
        if (areAlike(value, copy) && value instanceof Collection<?> left && copy instanceof Collection<?> right) {
            return Objects.equals(comparator(value), comparator(copy))
                    && compareAll(left, right)
                    && (!sameClass || compareFields(value, copy));
        }
        if (isOfThePlatform(value.getClass()) || value instanceof Enum) {
            return Objects.deepEquals(value, copy);
        }
        return sameClass && compareFields(value, copy);
    }

    private static boolean areAlike(Object value, Object copy) {
        return (value instanceof List && copy instanceof List)
                || (value instanceof Set && copy instanceof Set)
                || value.getClass() == copy.getClass();
    }

    private static @Nullable Comparator<?> comparator(Object container) {
        if (container instanceof SortedMap<?, ?> map) {
            return map.comparator();
        }
        return container instanceof SortedSet<?> set ? set.comparator() : null;
    }

    private boolean compareAll(Collection<?> values, Collection<?> copies) {
        Iterator<?> left = values.iterator();
        Iterator<?> right = copies.iterator();
        while (left.hasNext() && right.hasNext()) {
            if (!compare(left.next(), right.next())) {
                return false;
            }
        }
        return left.hasNext() == right.hasNext();
    }

    /** Transient fields are no part of what a class with its own equality stands for; of any other class, they may be. */
    private boolean compareFields(Object value, Object copy) {
        if (!compared.add(value)) {
            return true; // it contains itself
        }
        boolean comparable = hasOwnEquality(value) && !(value instanceof Record);
        if (comparable && !value.equals(copy)) {
            return false;
        }
        for (Class<?> type = value.getClass(); type != null && !isOfThePlatform(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                int modifiers = field.getModifiers();
                boolean counts = !Modifier.isStatic(modifiers) && !(comparable && Modifier.isTransient(modifiers));
                if (counts && !compareField(field, value, copy)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean compareField(Field field, Object value, Object copy) {
        try {
            field.setAccessible(true);
            return compare(field.get(value), field.get(copy));
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return false;
        }
    }

    private static boolean hasOwnEquality(Object value) {
        try {
            return !isOfThePlatform(
                    value.getClass().getMethod("equals", Object.class).getDeclaringClass());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every class has equals", e);
        }
    }

    private static boolean isOfThePlatform(Class<?> type) {
        @Nullable ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
