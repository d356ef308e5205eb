package io.github.stepcache.demo.dictionary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What all the values of a column are, from the narrowest to the widest. */
enum ColumnType {
    INTEGER(Pattern.compile("-?\\d+").asMatchPredicate(), Comparator.comparing(BigDecimal::new)),
    DECIMAL(Pattern.compile("-?\\d+(\\.\\d+)?").asMatchPredicate(), Comparator.comparing(BigDecimal::new)),
    DATE(ColumnType::isDate, Comparator.naturalOrder()),
    TEXT(value -> true, Comparator.naturalOrder());

    @SuppressWarnings("ImmutableEnumChecker") // holds no state
    private final Predicate<String> fits;

    @SuppressWarnings("ImmutableEnumChecker") // holds no state
    private final Comparator<String> order;

    ColumnType(Predicate<String> fits, Comparator<String> order) {
        this.fits = fits;
        this.order = order;
    }

    boolean fits(String value) {
        return fits.test(value);
    }

    /** Return the order of the column's values: numbers by size, all else by character. */
    Comparator<String> order() {
        return order.thenComparing(Comparator.naturalOrder());
    }

    /** Return the type as the dictionary writes it. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
