package io.github.stepcache.decision;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The types of all reasons that there are, so that a test can see whether it knows them. */
final class AllReasons {

    static final List<Class<?>> TYPES = of(StaleReason.class).toList();

    private AllReasons() {}

    private static Stream<Class<?>> of(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AllReasons::of) : Stream.of(type);
    }
}
