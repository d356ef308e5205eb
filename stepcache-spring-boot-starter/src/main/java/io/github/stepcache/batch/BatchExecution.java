package io.github.stepcache.batch;

import io.github.stepcache.OpenStep;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.batch.core.SpringBatchVersion;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * One execution of a Batch step, as the cache sees it: what of it belongs to the declaration of the cached step, and what
 * the cache leaves in its execution context.
 *
 * @param execution the execution
 */
public record BatchExecution(StepExecution execution) {

    /** Key of the execution context: what became of the cached step, {@link #RAN}, {@link #FRESH} or {@link #RESTORED}. */
    public static final String OUTCOME = "stepcache.outcome";

    /** Key of the execution context: why, in words. */
    public static final String REASONS = "stepcache.reasons";

    /** The outcome of a step that was run. */
    public static final String RAN = "ran";

    /** The outcome of a step that was skipped. */
    public static final String FRESH = "fresh";

    /** The outcome of a step that was not run because a store had its outputs. */
    public static final String RESTORED = "restored";

    /** Tells an entry of this execution from one of an earlier execution that failed, which a restart goes on with. */
    private static final String EXECUTION = "stepcache.execution";

    private static final String PARTITION = "spring.batch.partition";

    /** What only {@code AbstractStep} writes: contexts that a test registers by hand are never closed. */
    boolean isOfFramework() {
        return context().containsKey(SpringBatchVersion.BATCH_VERSION_KEY);
    }

    /**
     * Tell whether the Batch step goes on, so that its end can be waited for.
     *
     * @return false also where it was never started by Batch, as in a test
     */
    public boolean isRunning() {
        return isOfFramework() && execution.getStatus().isRunning() && execution.getEndTime() == null;
    }

    /**
     * Add to a declaration what tells this partition from the others, so that none is taken for another one's work.
     *
     * @param spec the declaration
     * @return the same, or that of this partition
     */
    public StepSpec declare(StepSpec spec) {
        if (execution.getStepName().indexOf(':') < 0) { // as in "work:partition1", which is how Batch names partitions
            return spec;
        }
        StepSpec.Builder partition = spec.toBuilder().parameter(PARTITION, execution.getStepName());
        given().forEach((key, value) -> partition.parameter(PARTITION + '.' + key, value));
        return partition.build();
    }

    /**
     * Tell why a run in this execution could not vouch for all that its outputs come from. Asked before the first note.
     *
     * @return why, in words; empty if the run starts from nothing
     */
    public Optional<String> objection() {
        boolean restart = context().containsKey(EXECUTION) && !isNotedByThis();
        return restart && !given().isEmpty()
                ? Optional.of(
                        "it went on where an earlier execution of the Batch step had ended, and what that one read is"
                                + " unknown")
                : Optional.empty();
    }

    /**
     * Leave in the execution context what became of the step, and why.
     *
     * @param step the step, just begun
     */
    public void note(OpenStep<?> step) {
        Decision decision = step.decision();
        String reasons = decision.isFresh()
                ? decision.describe()
                : decision.reasons().stream().map(reason -> reason.describe()).collect(Collectors.joining("; "));
        context().putString(OUTCOME, outcome(decision));
        context().putString(REASONS, reasons);
        context().putString(EXECUTION, id());
    }

    private static String outcome(Decision decision) {
        if (decision instanceof Decision.Restored) {
            return RESTORED;
        }
        return decision.isFresh() ? FRESH : RAN;
    }

    private boolean isNotedByThis() {
        return id().equals(context().get(EXECUTION));
    }

    /** What neither Batch nor the cache put there: what the step was given, and what it keeps for a restart. */
    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>();
        for (Entry<String, Object> entry : context().entrySet()) {
            if (!entry.getKey().startsWith("batch.") && !entry.getKey().startsWith("stepcache.")) {
                given.put(entry.getKey(), String.valueOf(entry.getValue()));
            }
        }
        return given;
    }

    private String id() {
        return execution.getJobExecutionId() + "/" + execution.getId();
    }

    private ExecutionContext context() {
        return execution.getExecutionContext();
    }
}
