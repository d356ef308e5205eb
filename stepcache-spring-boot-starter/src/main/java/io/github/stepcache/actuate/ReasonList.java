package io.github.stepcache.actuate;

import io.github.stepcache.decision.StaleReason;
import java.util.AbstractList;
import java.util.List;

/** Describes each reason when it is asked for, since there can be 100,000, which are written one after the other. */
final class ReasonList extends AbstractList<ReasonDescriptor> {

    private final List<StaleReason> reasons;

    ReasonList(List<StaleReason> reasons) {
        this.reasons = reasons;
    }

    @Override
    public ReasonDescriptor get(int index) {
        return ReasonDescriptor.of(reasons.get(index));
    }

    @Override
    public int size() {
        return reasons.size();
    }
}
