package io.github.stepcache.plan;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.graph.StepGraph;
import java.util.List;

/**
 * Tells whether a stale step may be fresh by the time when it is called: an earlier step can put right what it reads.
 *
 * @param graph tells what the earlier steps may write
 * @param id the stale step
 * @param before the earlier steps that are not known to be skipped
 */
record Remedy(StepGraph graph, String id, List<String> before) {

    boolean mayCure(StaleReason reason) {
        if (reason instanceof StaleReason.InputChanged changed) {
            return mayWrite(changed.key());
        }
        if (reason instanceof StaleReason.InputAdded added) {
            return mayWrite(added.key());
        }
        if (reason instanceof StaleReason.InputRemoved removed) {
            return mayWrite(removed.key());
        }
        if (reason instanceof StaleReason.OutputMissing missing) {
            return mayWriteOutput(missing.output());
        }
        if (reason instanceof StaleReason.OutputChanged changed) {
            return mayWriteOutput(changed.key());
        }
        if (reason instanceof StaleReason.OutputAdded added) {
            return mayWriteOutput(added.key());
        }
        // What is said of these need not name the files that are the cause.
        return !before.isEmpty()
                && (reason instanceof StaleReason.InputUnreadable
                        || reason instanceof StaleReason.NoInputMatched
                        || reason instanceof StaleReason.OutputUnreadable
                        || reason instanceof StaleReason.OutputDirectoryMissing);
    }

    private boolean mayWrite(String key) {
        return before.stream().anyMatch(step -> graph.mayWrite(step, key));
    }

    private boolean mayWriteOutput(String output) {
        return before.stream().anyMatch(step -> graph.sharesOutput(step, id, output));
    }
}
