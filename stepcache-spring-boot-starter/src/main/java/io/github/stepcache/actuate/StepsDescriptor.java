package io.github.stepcache.actuate;

import io.github.stepcache.history.StepTotals;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All steps of an application.
 *
 * @param totals what became of all calls since the process began
 * @param steps the steps that are declared, each followed by what it was called for, and the others that were called
 */
public record StepsDescriptor(Totals totals, List<StepDescriptor> steps) implements OperationResponseBody {

    /**
     * What became of all calls that have ended.
     *
     * @param calls how many there were
     * @param fresh how many were skipped
     * @param restored how many did not run because a store had their outputs
     * @param ran how many ran and ended well
     * @param failed how many ended with an exception
     * @param timeSaved how much time it saved not to run
     */
    public record Totals(long calls, long fresh, long restored, long ran, long failed, Duration timeSaved) {

        static Totals of(StepTotals totals) {
            return new Totals(
                    totals.calls(), totals.fresh(), totals.restored(), totals.ran(), totals.failed(), totals.saved());
        }
    }
}
