package io.github.stepcache.demo.clean;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of a raw CSV file, read cell by cell as what the cell should be.
 *
 * <p>A cell that is required and missing, or that is not what it should be, rejects the row. White space around a cell
 * and runs of it inside one carry no meaning. {@code NA} is how these files write that a value is missing.
 */
final class RawRow {

    /** ISO dates, and the month/day/year of the FAA's own exports, with or without a time. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("[uuuu-MM-dd][M/d/uuuu][ H:mm]").withResolverStyle(ResolverStyle.STRICT);

    /** Whole dollars, written as {@code 1234}, {@code 1,234} or {@code $1,234.00}. */
    private static final Pattern DOLLARS = Pattern.compile("\\$?(\\d+|\\d{1,3}(?:,\\d{3})+)(?:\\.0+)?");

    private final NamedCsvRecord csv;

    RawRow(NamedCsvRecord csv) {
        this.csv = csv;
    }

    String text(String column) {
        return required(column, optionalText(column), "a text");
    }

    @Nullable
    String optionalText(String column) {
        return cell(column).orElse(null);
    }

    LocalDate date(String column) {
        return required(column, parse(column, "a date", cell -> LocalDate.parse(cell, DATE)), "a date");
    }

    int count(String column) {
        return required(column, optionalCount(column), "a whole number");
    }

    @Nullable
    Integer optionalCount(String column) {
        return parse(column, "a whole number", Integer::valueOf);
    }

    @Nullable
    Long optionalDollars(String column) {
        return parse(column, "an amount in whole dollars", RawRow::dollars);
    }

    BigDecimal degrees(String column) {
        BigDecimal degrees = parse(column, "an angle in degrees", BigDecimal::new);
        return required(column, degrees, "an angle in degrees").stripTrailingZeros();
    }

    @Nullable
    UsState optionalState(String column) {
        return parse(column, "a state", UsState::of);
    }

    private static Long dollars(String cell) {
        Matcher amount = DOLLARS.matcher(cell);
        if (!amount.matches()) {
            throw new NumberFormatException(cell);
        }
        return Long.valueOf(amount.group(1).replace(",", ""));
    }

    private <T> T required(String column, @Nullable T value, String expected) {
        if (value == null) {
            throw new RowRejectedException(column, "", expected);
        }
        return value;
    }

    private <T> @Nullable T parse(String column, String expected, Function<String, T> parser) {
        String cell = optionalText(column);
        try {
            return cell == null ? null : parser.apply(cell);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new RowRejectedException(column, cell == null ? "" : cell, expected);
        }
    }

    private Optional<String> cell(String column) {
        String raw = csv.findField(column)
                .orElseThrow(() -> new IllegalStateException(
                        "There is no column '%s'; the columns are %s".formatted(column, csv.getHeader())));
        String cell = raw.strip().replaceAll("\\s+", " ");
        return cell.isEmpty() || cell.equals("NA") ? Optional.empty() : Optional.of(cell);
    }
}
