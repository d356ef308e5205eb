package io.github.stepcache.demo.traffic;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The departures from the airports of one state.
 *
 * @param state the state's name, or {@code Not given}
 * @param airports how many of its airports flights left from
 * @param departures how many flights left them
 */
public record StateDepartures(String state, int airports, int departures) {

    static final String NOT_GIVEN = "Not given";

    /** Return whether these are the departures from airports whose state is not known. */
    @JsonIgnore
    public boolean isNotGiven() {
        return state.equals(NOT_GIVEN);
    }

    StateDepartures plus(StateDepartures other) {
        return new StateDepartures(state, airports + other.airports, departures + other.departures);
    }
}
