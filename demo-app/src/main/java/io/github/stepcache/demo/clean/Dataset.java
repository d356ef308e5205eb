package io.github.stepcache.demo.clean;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The raw data sets, each with how one of its rows is cleaned. */
public enum Dataset {
    /** U.S. airports with their names and states. */
    AIRPORTS("airports", Airport::of),
    /** Strikes between aircraft and wildlife. */
    BIRDSTRIKES("birdstrikes", Strike::of),
    /** Flights by origin and destination. */
    FLIGHTS("flights-airport", Route::of);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // only ever a reference to a static method
    private final Function<RawRow, Record> cleaner;

    Dataset(String title, Function<RawRow, Record> cleaner) {
        this.title = title;
        this.cleaner = cleaner;
    }

    /** Return the name of the data set's files, without a suffix. */
    public String title() {
        return title;
    }

    Record clean(RawRow row) {
        return cleaner.apply(row);
    }

    static Dataset named(String title) {
        return Arrays.stream(values())
                .filter(dataset -> dataset.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no data set '%s'; there are %s".formatted(title, titles())));
    }

    /** Return the names of all data sets. */
    public static List<String> titles() {
        return Arrays.stream(values()).map(Dataset::title).toList();
    }
}
