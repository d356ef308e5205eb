package io.github.stepcache.test;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Waits for a {@code Mono}, where there is Reactor. */
final class MonoEnd {

    private MonoEnd() {}

    static void await(@Nullable Object mono) throws Exception {
        if (mono instanceof Mono<?> work) {
            work.toFuture().get();
        }
    }
}
