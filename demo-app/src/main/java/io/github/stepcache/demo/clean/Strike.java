package io.github.stepcache.demo.clean;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A reported strike between an aircraft and wildlife, cleaned.
 *
 * @param date the day of the strike
 * @param airport the airport's name, as the report has it
 * @param state the airport's state
 * @param aircraft the make and model
 * @param operator who flew it
 * @param phase the phase of flight
 * @param damage how badly the aircraft was damaged, {@code None} if it was not
 * @param size the animal's size
 * @param species the animal's species, or as much as is known of it
 * @param timeOfDay dawn, day, dusk or night
 * @param repairCost what the repair cost, in whole dollars
 * @param otherCost what else the strike cost, in whole dollars
 * @param totalCost all that the strike cost, in whole dollars
 * @param speedKnots the indicated air speed; {@code null} where nobody noted it
 */
public record Strike(
        LocalDate date,
        String airport,
        @Nullable UsState state,
        @Nullable String aircraft,
        @Nullable String operator,
        @Nullable String phase,
        String damage,
        @Nullable String size,
        @Nullable String species,
        @Nullable String timeOfDay,
        @Nullable Long repairCost,
        @Nullable Long otherCost,
        @Nullable Long totalCost,
        @Nullable Integer speedKnots) {

    static Strike of(RawRow row) {
        return new Strike(
                row.date("Flight Date"),
                row.text("Airport Name"),
                row.optionalState("Origin State"),
                row.optionalText("Aircraft Make Model"),
                row.optionalText("Aircraft Airline Operator"),
                row.optionalText("Phase of flight"),
                row.text("Effect Amount of damage"),
                row.optionalText("Wildlife Size"),
                row.optionalText("Wildlife Species"),
                row.optionalText("Time of day"),
                row.optionalDollars("Cost Repair"),
                row.optionalDollars("Cost Other"),
                row.optionalDollars("Cost Total $"),
                row.optionalCount("Speed IAS in knots"));
    }
}
