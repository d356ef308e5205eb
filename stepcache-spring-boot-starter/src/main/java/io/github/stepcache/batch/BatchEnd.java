package io.github.stepcache.batch;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.UnrecordableResultException;
import io.github.stepcache.manifest.RecordedResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;

/**
 * How a Batch step ended: what is recorded of it, so that a skipped step ends with the same exit code, after which the
 * flow of its job goes.
 *
 * @param exitCode the exit code, mostly {@code COMPLETED}
 * @param objection why the run is not to be remembered although it ended well; empty if nothing stands against it
 */
public record BatchEnd(String exitCode, Optional<String> objection) {

    /** Records no more than the exit code. */
    public static final ResultCodec<BatchEnd> CODEC = new ExitCodes();

    /** An ordinary end, at the first call. */
    public static final BatchEnd COMPLETED = new BatchEnd(ExitStatus.COMPLETED.getExitCode(), Optional.empty());

    /**
     * Tell why a Batch step that is over did not end well.
     *
     * @param execution its execution
     * @return what happened, in words; empty if it ended well
     */
    public static Optional<String> problem(StepExecution execution) {
        ExitStatus exit = execution.getExitStatus();
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            return Optional.of("the Batch step ended as " + execution.getStatus());
        }
        boolean bad = exit.isRunning()
                || isOneOf(exit, ExitStatus.FAILED)
                || isOneOf(exit, ExitStatus.STOPPED)
                || isOneOf(exit, ExitStatus.UNKNOWN);
        return bad ? Optional.of("the Batch step ended with the exit status " + exit.getExitCode()) : Optional.empty();
    }

    /** Restore the exit status of a step that is skipped. */
    ExitStatus exitStatus() {
        return new ExitStatus(exitCode);
    }

    private static boolean isOneOf(ExitStatus exit, ExitStatus known) {
        return exit.getExitCode().equals(known.getExitCode());
    }

    private static final class ExitCodes implements ResultCodec<BatchEnd> {

        private final ResultCodec<@Nullable String> texts = ResultCodec.of(String.class);

        @Override
        public Optional<RecordedResult> encode(BatchEnd end) throws UnrecordableResultException {
            if (end.objection().isPresent()) {
                throw new UnrecordableResultException(end.objection().get());
            }
            return texts.encode(end.exitCode());
        }

        @Override
        public BatchEnd decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
            String exitCode = texts.decode(recorded);
            if (exitCode == null) {
                throw new UnrecordableResultException("the record has no exit code");
            }
            return new BatchEnd(exitCode, Optional.empty());
        }
    }
}
