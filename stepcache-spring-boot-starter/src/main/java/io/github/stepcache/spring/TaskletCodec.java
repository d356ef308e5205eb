package io.github.stepcache.spring;

import io.github.stepcache.ResultCodec;
import io.github.stepcache.UnrecordableResultException;
import io.github.stepcache.batch.BatchEnd;
import io.github.stepcache.manifest.RecordedResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Records that a tasklet is finished; {@code null} says so too. One that is called by hand and wants to be called again is
 * not remembered, nor is its last call: its inputs were read before that call, and not before the first.
 */
final class TaskletCodec implements ResultCodec<@Nullable Object> {

    private volatile boolean severalCalls;

    @Override
    public Optional<RecordedResult> encode(@Nullable Object value) throws UnrecordableResultException {
        if (value instanceof BatchEnd end) {
            return BatchEnd.CODEC.encode(end);
        }
        if (value == RepeatStatus.CONTINUABLE) {
            severalCalls = true;
            throw new UnrecordableResultException("the tasklet is not finished, it returned CONTINUABLE");
        }
        if (severalCalls) {
            throw new UnrecordableResultException("the tasklet returned CONTINUABLE before, and what it read in"
                    + " earlier calls is unknown; let a Batch step call it");
        }
        return BatchEnd.CODEC.encode(BatchEnd.COMPLETED);
    }

    @Override
    public Object decode(Optional<RecordedResult> recorded) throws UnrecordableResultException {
        return BatchEnd.CODEC.decode(recorded);
    }
}
