package io.github.stepcache.demo.strikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.stepcache.demo.clean.Strike;
import io.github.stepcache.demo.clean.UsState;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrikeGroupsTests {

    private final List<Strike> strikes = List.of(
            strike("2001-10-01", "Killdeer", "Climb", "None", UsState.TX, 0L),
            strike("1999-10-31", "Mallard", "Parked", "Minor", UsState.TX, 700L),
            strike("2000-02-29", "Mallard", "Hovering", "B", UsState.DC, null),
            strike("1990-01-08", null, "Landing Roll", "None", null, 300L));

    @Test
    void groupsSayWhatStrikesDamagedAndCost() {
        assertThat(StrikeGroups.bySpecies(strikes))
                .containsExactly(
                        new StrikeGroup("Mallard", 2, 2, 1, 700),
                        new StrikeGroup("Killdeer", 1, 0, 0, 0),
                        new StrikeGroup("Not given", 1, 0, 1, 300));
    }

    @Test
    void monthsOfAllYearsGoTogetherInTheOrderOfTheYear() {
        assertThat(StrikeGroups.byMonth(strikes))
                .extracting(StrikeGroup::group, StrikeGroup::strikes)
                .containsExactly(tuple("January", 1), tuple("February", 1), tuple("October", 2));
    }

    @Test
    void phasesStandInTheOrderOfAFlightAndUnknownOnesLast() {
        assertThat(StrikeGroups.byPhase(strikes))
                .extracting(StrikeGroup::group)
                .containsExactly("Parked", "Climb", "Landing Roll", "Hovering");
    }

    @Test
    void statesHaveTheirNamesAndTheMostStrikesFirst() {
        assertThat(StrikeGroups.byState(strikes))
                .extracting(StrikeGroup::group)
                .containsExactly("Texas", "District of Columbia", "Not given");
    }

    private static Strike strike(
            String date,
            @Nullable String species,
            String phase,
            String damage,
            @Nullable UsState state,
            @Nullable Long repairCost) {
        return new Strike(
                LocalDate.parse(date),
                "ANY",
                state,
                null,
                null,
                phase,
                damage,
                null,
                species,
                null,
                repairCost,
                null,
                null,
                null);
    }
}
