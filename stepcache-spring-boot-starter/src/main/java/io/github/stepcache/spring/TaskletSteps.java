package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import io.github.stepcache.batch.BatchEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Methods that return a {@link RepeatStatus}, so that Spring Batch calls them again and again until they are finished. All
 * calls within one execution of a Batch step are one run, which is done when the Batch step has ended. Outside a Batch
 * step, each call is one.
 */
final class TaskletSteps implements StepKind {

    private final StepKind byHand = new PlainSteps();

    @Override
    public @Nullable Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable {
        @Nullable StepContext context = StepSynchronizationManager.getContext();
        Optional<OpenTasklet> tasklet = context == null ? Optional.empty() : OpenTasklet.in(context, call.spec());
        @Nullable
        Object value =
                tasklet.isEmpty() ? byHand.run(call, body) : tasklet.get().call(call, body);
        return value instanceof BatchEnd ? RepeatStatus.FINISHED : value;
    }
}
