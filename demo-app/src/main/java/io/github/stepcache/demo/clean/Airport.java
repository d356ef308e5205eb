package io.github.stepcache.demo.clean;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An airport, cleaned.
 *
 * @param iata the airport's code
 * @param name the airport's name
 * @param city the place it serves, without its state; {@code null} where the source has none
 * @param state the state or territory; {@code null} where the source has none
 * @param country the country
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Airport(
        String iata,
        String name,
        @Nullable String city,
        @Nullable UsState state,
        String country,
        BigDecimal latitude,
        BigDecimal longitude) {

    private static final Pattern STATE_AFTER_CITY = Pattern.compile(", ?[A-Z]{2}$");

    static Airport of(RawRow row) {
        String city = row.optionalText("city");
        return new Airport(
                row.text("iata"),
                row.text("name"),
                city == null ? null : STATE_AFTER_CITY.matcher(city).replaceFirst(""),
                row.optionalState("state"),
                row.text("country"),
                row.degrees("latitude"),
                row.degrees("longitude"));
    }
}
