package io.github.stepcache.metrics;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.history.StepOutcome;
import io.github.stepcache.metrics.StepObservationDocumentation.HighCardinalityKeyNames;
import io.github.stepcache.metrics.StepObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The names and tags that {@link StepObservationDocumentation} lists. */
public class DefaultStepObservationConvention implements StepObservationConvention {

    private static final String NAME = "stepcache.step";
    private static final String UNKNOWN = "unknown";
    private static final int REASONS_SHOWN = 3;

    /** Name things as documented. */
    public DefaultStepObservationConvention() {}

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getContextualName(StepObservationContext context) {
        return "step " + context.getSpec().name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(StepObservationContext context) {
        return KeyValues.of(step(context), outcome(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(StepObservationContext context) {
        KeyValues reasons = KeyValues.of(reasons(context));
        KeyValues values = context.getDecision().orElse(null) instanceof Decision.Restored restored
                ? reasons.and(HighCardinalityKeyNames.STORE.withValue(restored.store()))
                : reasons;
        return context.getNotRemembered()
                .map(why -> values.and(HighCardinalityKeyNames.NOT_REMEMBERED.withValue(why)))
                .orElse(values);
    }

    /**
     * Name the step, as a tag.
     *
     * @param context what is known of the call
     * @return the name of the step, as it is for the arguments of this call
     */
    protected KeyValue step(StepObservationContext context) {
        return LowCardinalityKeyNames.STEP.withValue(context.getSpec().name());
    }

    /**
     * Tell how the call ended, as a tag.
     *
     * @param context what is known of the call
     * @return the outcome; {@code unknown} until the call has ended
     */
    protected KeyValue outcome(StepObservationContext context) {
        return LowCardinalityKeyNames.OUTCOME.withValue(
                context.getOutcome().map(StepOutcome::word).orElse(UNKNOWN));
    }

    /**
     * Tell why the step ran or was restored.
     *
     * @param context what is known of the call
     * @return the first reasons, and the number of the others; {@code none} if there are none
     */
    protected KeyValue reasons(StepObservationContext context) {
        Optional<List<StaleReason>> reasons =
                context.getDecision().map(Decision::reasons).filter(some -> !some.isEmpty());
        return HighCardinalityKeyNames.REASONS.withValue(
                reasons.map(DefaultStepObservationConvention::shortened).orElse(KeyValue.NONE_VALUE));
    }

    private static String shortened(List<StaleReason> reasons) {
        String shown = reasons.stream()
                .limit(REASONS_SHOWN)
                .map(reason -> reason.describe())
                .collect(Collectors.joining("; "));
        int rest = reasons.size() - REASONS_SHOWN;
        return rest > 0 ? shown + "; and " + rest + " more" : shown;
    }
}
