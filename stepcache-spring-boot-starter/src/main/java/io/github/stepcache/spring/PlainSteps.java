package io.github.stepcache.spring;

import io.github.stepcache.OpenStep;
import io.github.stepcache.StepBody;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Methods whose work is done when they return, unless a transaction goes on around the call: then it is done when that
 * commits, and a transaction that is not committed is a failure of the step.
 */
final class PlainSteps implements StepKind {

    @Override
    public @Nullable Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable {
        OwnTransaction own = new OwnTransaction();
        try {
            return runWithin(call, () -> own.during(body));
        } catch (OwnTransaction.RolledBackException e) {
            return e.value();
        }
    }

    private static @Nullable Object runWithin(StepCall call, StepBody<@Nullable Object, Throwable> body)
            throws Throwable {
        if (!SurroundingTransaction.isActive()) {
            return call.run(body);
        }
        OpenStep<@Nullable Object> step = call.open();
        if (step.isFresh()) {
            return step.replay().value();
        }
        try {
            @Nullable Object value = body.run();
            step.requireOutputs();
            step.leave();
            endWith(SurroundingTransaction.outcome(), step, value);
            return value;
        } catch (Throwable e) {
            step.fail(e);
            throw e;
        }
    }

    /** End a step whose work is done when the transaction around it ends. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it comes to is on record
    static void endWith(
            CompletableFuture<Boolean> transaction, OpenStep<@Nullable Object> step, @Nullable Object value) {
        transaction.thenAccept(committed -> {
            if (committed) {
                step.complete(value);
            } else {
                step.fail(new IllegalStateException("the transaction around it was not committed"));
            }
        });
    }
}
