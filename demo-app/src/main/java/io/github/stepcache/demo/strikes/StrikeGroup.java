package io.github.stepcache.demo.strikes;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The strikes that have one property in common.
 *
 * @param group what they have in common: a species, a month, a phase of flight or a state
 * @param strikes how many there were
 * @param damaging how many of them damaged the aircraft
 * @param repairs how many of them say what the repair cost
 * @param repairCost what these repairs cost, in whole dollars
 */
public record StrikeGroup(String group, int strikes, int damaging, int repairs, long repairCost) {

    static final String NOT_GIVEN = "Not given";

    /** Return whether nothing, or only that it was some bird, is known of what these strikes have in common. */
    @JsonIgnore
    public boolean isUnidentified() {
        return group.equals(NOT_GIVEN) || group.startsWith("Unknown ");
    }

    StrikeGroup plus(StrikeGroup other) {
        return new StrikeGroup(
                group,
                strikes + other.strikes,
                damaging + other.damaging,
                repairs + other.repairs,
                repairCost + other.repairCost);
    }
}
