package io.github.stepcache.demo.report;

import java.util.Locale;

/** Writes numbers as the page shows them, the same on every machine. */
final class Numbers {

    private Numbers() {}

    static String count(long number) {
        return String.format(Locale.US, "%,d", number);
    }

    static String dollars(long amount) {
        return "$" + count(amount);
    }

    static String millions(long amount) {
        return String.format(Locale.US, "%.1f million", amount / 1e6);
    }

    static String percent(long part, long whole) {
        return String.format(Locale.US, "%.1f%%", whole == 0 ? 0.0 : 100.0 * part / whole);
    }
}
