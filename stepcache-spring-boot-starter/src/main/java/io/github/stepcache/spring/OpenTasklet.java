package io.github.stepcache.spring;

import io.github.stepcache.MissingOutputsException;
import io.github.stepcache.OpenStep;
import io.github.stepcache.StepBody;
import io.github.stepcache.batch.BatchEnd;
import io.github.stepcache.batch.BatchExecution;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * The calls of one tasklet within one execution of a Batch step: one run of the cached step, from the first call to the end
 * of the Batch step, on as many threads as that has. It is remembered if the tasklet was finished and the Batch step
 * completed: after its last commit, its listeners, and its last update of the job repository.
 *
 * <p>Batch says that a step has ended by closing its context. It does that too early as well, on the thread that stops a
 * job: so nothing ends while a call goes on, and a call that comes after the end begins anew.
 */
final class OpenTasklet {

    private static final String ATTRIBUTE = OpenTasklet.class.getName();

    private final StepExecution execution;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable OpenStep<@Nullable Object> step;
    private @Nullable StepSpec declared;
    private Optional<String> objection = Optional.empty();
    private @Nullable Throwable failure;
    private boolean finished;
    private boolean over;
    private int calls;

    private OpenTasklet(StepExecution execution) {
        this.execution = execution;
    }

    /**
     * Find the run of a step in an execution.
     *
     * @return empty if the execution has ended, or will not say when it does
     */
    static Optional<OpenTasklet> in(StepContext context, StepSpec spec) {
        Path manifests = spec.manifestDir().toAbsolutePath().normalize();
        String name = ATTRIBUTE + ':' + manifests + ':' + spec.name();
        @Nullable Object known = context.getAttribute(name);
        if (known == null && new BatchExecution(context.getStepExecution()).isRunning()) {
            OpenTasklet made = new OpenTasklet(context.getStepExecution());
            known = context.setAttributeIfAbsent(name, made);
            if (known == null) {
                context.registerDestructionCallback(name, made::contextClosed);
                known = made;
            }
        }
        return Optional.ofNullable((OpenTasklet) known);
    }

    /** Ask the cache before the first call; if it says stale, that holds for the others. */
    @Nullable
    Object call(StepCall call, StepBody<@Nullable Object, Throwable> body) throws Throwable {
        boolean again;
        lock.lock();
        try {
            if (step == null) {
                OpenStep<@Nullable Object> begun = begin(call);
                if (begun.isFresh()) {
                    return replay(begun);
                }
            }
            if (!call.spec().equals(declared)) {
                failed(new IllegalStateException("its declaration was another one at a later call"));
            }
            again = finished;
            calls++;
        } finally {
            lock.unlock();
        }
        return run(body, again);
    }

    private OpenStep<@Nullable Object> begin(StepCall call) {
        BatchExecution batch = new BatchExecution(execution);
        objection = batch.objection();
        StepCall partition = new StepCall(call.cache(), batch.declare(call.spec()), call.codec(), call.outside());
        OpenStep<@Nullable Object> begun = partition.open();
        if (!begun.isFresh()) {
            step = begun;
            declared = call.spec();
            failure = null;
            finished = false;
        }
        batch.note(begun);
        return begun;
    }

    private @Nullable Object replay(OpenStep<@Nullable Object> fresh) {
        @Nullable Object end = fresh.replay().value();
        if (end instanceof BatchEnd recorded && !recorded.equals(BatchEnd.COMPLETED)) {
            execution.setExitStatus(new ExitStatus(recorded.exitCode()));
        }
        return end;
    }

    private @Nullable Object run(StepBody<@Nullable Object, Throwable> body, boolean again) throws Throwable {
        try {
            watchTransaction();
            @Nullable Object status = body.run();
            if (status != RepeatStatus.CONTINUABLE) {
                requireOutputs();
            } else if (again) {
                failed(new IllegalStateException("the tasklet was finished, and then it was not"));
            }
            return status;
        } catch (Throwable e) {
            failed(e);
            throw e;
        } finally {
            returned();
        }
    }

    /** A transaction can be rolled back without an exception, and then no part of Batch takes it for a failure. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it comes to is noted
    private void watchTransaction() {
        if (SurroundingTransaction.isActive()) {
            SurroundingTransaction.outcome().thenAccept(committed -> {
                if (!committed) {
                    failed(new IllegalStateException("the transaction around one of its calls was not committed"));
                }
            });
        }
    }

    private void requireOutputs() {
        lock.lock();
        try {
            Objects.requireNonNull(step).requireOutputs();
            finished = true;
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable problem) {
        lock.lock();
        try {
            failure = failure == null ? problem : failure;
        } finally {
            lock.unlock();
        }
    }

    /** From now on, another thread can be the one that goes on, and this one has no right to the step any more. */
    private void returned() {
        lock.lock();
        try {
            calls--;
            Objects.requireNonNull(step).detach();
            if (over) {
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Batch calls this at the end of the step, and whenever somebody wants it to stop. */
    private void contextClosed() {
        lock.lock();
        try {
            over = execution.getEndTime() != null;
            if (over) {
                end();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        @Nullable OpenStep<@Nullable Object> ended = step;
        if (ended == null || calls > 0) {
            return;
        }
        step = null;
        over = false;
        Optional<Throwable> problem = problem();
        if (problem.isPresent()) {
            ended.fail(problem.get());
            return;
        }
        try {
            ended.complete(new BatchEnd(execution.getExitStatus().getExitCode(), objection));
        } catch (MissingOutputsException e) {
            // Gone since the last call, when they were looked for; it is on record, and the Batch step has ended.
            failure = e;
        }
    }

    private Optional<Throwable> problem() {
        if (failure != null) {
            return Optional.of(failure);
        }
        return BatchEnd.problem(execution)
                .or(() -> finished ? Optional.empty() : Optional.of("the tasklet was not finished"))
                .map(IllegalStateException::new);
    }
}
