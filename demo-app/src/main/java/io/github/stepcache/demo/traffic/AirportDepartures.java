package io.github.stepcache.demo.traffic;

import org.jspecify.annotations.Nullable;

/**
 * The departures from one airport.
 *
 * @param airport the airport's code
 * @param name the airport's name; {@code null} if the airports' file does not know the code
 * @param city the place it serves; {@code null} where it is not known
 * @param state the state's name; {@code null} where it is not known
 * @param departures how many flights left it
 * @param destinations how many airports they went to
 */
public record AirportDepartures(
        String airport,
        @Nullable String name,
        @Nullable String city,
        @Nullable String state,
        int departures,
        int destinations) {}
