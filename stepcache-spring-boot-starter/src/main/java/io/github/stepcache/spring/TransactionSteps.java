package io.github.stepcache.spring;

import io.github.stepcache.OpenStep;
import io.github.stepcache.StepBody;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Methods whose work is done when they return, unless a transaction goes on around the call: then it is done when that
 * commits, and a transaction that is rolled back is a failure of the step.
 */
final class TransactionSteps implements StepKind {

    @Override
    public @Nullable Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return call.run(body);
        }
        OpenStep<@Nullable Object> step = call.open();
        if (step.decision().isFresh()) {
            return step.replay().value();
        }
        try {
            @Nullable Object value = body.run();
            step.requireOutputs();
            TransactionSynchronizationManager.registerSynchronization(new EndOfStep(step, value));
            return value;
        } catch (Throwable e) {
            step.fail(e);
            throw e;
        }
    }

    /** Ends a step when the transaction around it does. */
    private record EndOfStep(
            OpenStep<@Nullable Object> step, @Nullable Object value) implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                step.complete(value);
            } else {
                step.fail(new IllegalStateException("the transaction around it was not committed"));
            }
        }
    }
}
