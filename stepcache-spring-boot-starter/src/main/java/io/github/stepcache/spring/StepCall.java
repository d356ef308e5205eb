package io.github.stepcache.spring;

import io.github.stepcache.OpenStep;
import io.github.stepcache.ResultCodec;
import io.github.stepcache.StepBody;
import io.github.stepcache.StepCache;
import io.github.stepcache.step.StepSpec;
import org.jspecify.annotations.Nullable;

/**
 * One call of an annotated method: what it asks of the cache.
 *
 * @param cache the cache
 * @param spec the step that the arguments declare
 * @param codec puts its values on record
 * @param outside whether the step is to run outside the cache, because it is switched off or the condition says so
 */
record StepCall(StepCache cache, StepSpec spec, ResultCodec<@Nullable Object> codec, boolean outside) {

    /** Run the method, or replay it, where its work is done when it returns. */
    @Nullable
    Object run(StepBody<@Nullable Object, Throwable> body) throws Throwable {
        return outside
                ? cache.bypass(spec, body).value()
                : cache.run(spec, codec, body).value();
    }

    /** Begin the step, where its work is not done when the method returns. */
    OpenStep<@Nullable Object> open() {
        return outside ? cache.openBypass(spec) : cache.open(spec, codec);
    }
}
