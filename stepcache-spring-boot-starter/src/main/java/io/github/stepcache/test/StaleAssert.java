package io.github.stepcache.test;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/** Why a step is stale. Reasons are named by their classes, the records in {@link StaleReason}. */
public final class StaleAssert extends AbstractAssert<StaleAssert, Decision> {

    private static final int SHOWN = 100;

    private final String step;

    StaleAssert(Decision actual, String step) {
        super(actual, StaleAssert.class);
        this.step = step;
    }

    /**
     * Verify that there are reasons of all these kinds; there may be others.
     *
     * @param kinds classes of reasons
     * @return this
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // none is put into the array
    public final StaleAssert because(Class<? extends StaleReason>... kinds) {
        return because(Arrays.stream(kinds).toList());
    }

    /**
     * Verify that there are reasons of all these kinds, and of no others.
     *
     * @param kinds classes of reasons
     * @return this
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // none is put into the array
    public final StaleAssert becauseOnly(Class<? extends StaleReason>... kinds) {
        List<Class<? extends StaleReason>> expected = Arrays.stream(kinds).toList();
        because(expected);
        if (!actual.reasons().stream()
                .allMatch(reason -> expected.stream().anyMatch(kind -> kind.isInstance(reason)))) {
            throw wrong("because of " + names(expected) + " alone, but there are other reasons");
        }
        return this;
    }

    /**
     * Verify that there is a reason of a kind of which all that is required is true.
     *
     * @param kind a class of reasons
     * @param requirements assertions about its data
     * @return this
     * @param <R> the kind
     */
    public <R extends StaleReason> StaleAssert because(Class<R> kind, Consumer<? super R> requirements) {
        because(List.of(kind));
        StringBuilder failures = new StringBuilder();
        for (StaleReason reason : actual.reasons()) {
            if (kind.isInstance(reason)) {
                try {
                    requirements.accept(kind.cast(reason));
                    return this;
                } catch (AssertionError e) {
                    failures.append(System.lineSeparator()).append(e.getMessage());
                }
            }
        }
        throw wrong("because of " + names(List.of(kind)) + ", but none of that kind is as required:" + failures);
    }

    /**
     * Go on with all reasons.
     *
     * @return AssertJ's assertions about a list
     */
    public ListAssert<StaleReason> reasons() {
        return Assertions.assertThat(actual.reasons()).as(info.description());
    }

    /** Say all that speaks against skipping a step, a reason a line. */
    static String list(Decision decision) {
        List<StaleReason> reasons = decision.reasons();
        String shown = reasons.stream()
                .limit(SHOWN)
                .map(reason ->
                        System.lineSeparator() + "  " + reason.getClass().getSimpleName() + ": " + reason.describe())
                .collect(Collectors.joining());
        int rest = reasons.size() - SHOWN;
        return rest > 0 ? shown + System.lineSeparator() + "  and " + rest + " more" : shown;
    }

    private StaleAssert because(List<Class<? extends StaleReason>> kinds) {
        List<Class<? extends StaleReason>> missing = kinds.stream()
                .filter(kind -> actual.reasons().stream().noneMatch(kind::isInstance))
                .toList();
        if (!missing.isEmpty()) {
            throw wrong("because of " + names(kinds) + ", but there is no " + names(missing));
        }
        return this;
    }

    private AssertionError wrong(String why) {
        return failure(
                "%s",
                "Expecting " + step + " to run " + why + System.lineSeparator() + "The reasons are" + list(actual));
    }

    private static String names(List<? extends Class<?>> kinds) {
        return kinds.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
    }
}
