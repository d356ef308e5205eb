package io.github.stepcache.spring;

import io.github.stepcache.OpenStep;
import io.github.stepcache.StepBody;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Methods that return a {@link CompletableFuture} or {@link CompletionStage}: their work is done when that completes. Until
 * then the step is locked; what it came to is on record before those who wait for the future learn of it. To fail and to
 * be cancelled are failures of the step. Inside a transaction, whose code may wait for the future, the step ends when both
 * have ended.
 */
@SuppressWarnings("FutureReturnValueIgnored") // they are given to the caller, and what they come to is on record
final class FutureSteps implements StepKind {

    @Override
    public @Nullable Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable {
        OpenStep<@Nullable Object> step = call.open();
        if (step.isFresh()) {
            return CompletableFuture.completedFuture(step.replay().value());
        }
        @Nullable CompletionStage<?> work;
        try {
            work = (CompletionStage<?>) new OwnTransaction().during(body);
        } catch (OwnTransaction.RolledBackException e) {
            step.fail(e);
            return e.value();
        } catch (Throwable e) {
            step.fail(e);
            throw e;
        }
        if (work == null) {
            step.fail(new IllegalStateException("it returned null, and no future"));
            return null;
        }
        step.detach();
        if (SurroundingTransaction.isActive()) {
            endWithBoth(work, SurroundingTransaction.outcome(), step);
            return work;
        }
        return whenOnRecord(work, step);
    }

    private static void endWithBoth(
            CompletionStage<?> work, CompletableFuture<Boolean> transaction, OpenStep<@Nullable Object> step) {
        work.whenComplete((value, failure) -> {
            if (failure == null) {
                PlainSteps.endWith(transaction, step, value);
            } else {
                step.fail(cause(failure));
            }
        });
    }

    /** Give a future that completes as the work does, but only when the step has ended. */
    private static CompletableFuture<@Nullable Object> whenOnRecord(
            CompletionStage<?> work, OpenStep<@Nullable Object> step) {
        CompletableFuture<@Nullable Object> onRecord = new CompletableFuture<>();
        work.whenComplete((value, failure) -> {
            try {
                if (failure == null) {
                    onRecord.complete(step.complete(value).value());
                } else {
                    step.fail(cause(failure));
                    onRecord.completeExceptionally(failure);
                }
            } catch (Throwable e) { // missing outputs, where those are a failure
                onRecord.completeExceptionally(e);
            }
        });
        onRecord.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException && work instanceof Future<?> cancellable) {
                cancellable.cancel(true);
            }
        });
        return onRecord;
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }
}
