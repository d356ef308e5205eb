package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of a method go through the cache, which depends on when its work is done. Implementations are safe for use
 * by many threads.
 */
interface StepKind {

    /**
     * Run the method, or replay it.
     *
     * @param call what to ask the cache
     * @param body calls the method; only a kind that says so calls it twice, or on another thread
     * @return what the method returns, now or at the recorded run
     */
    @Nullable
    Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable;
}
