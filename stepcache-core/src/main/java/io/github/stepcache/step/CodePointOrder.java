package io.github.stepcache.step;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Strings by Unicode code point, as the reference sorts its keys. (Half a surrogate pair, which is no code point and in
 * no file name, comes last.)
 *
 * <p>{@link String#compareTo} compares UTF-16 units and so puts an emoji (a surrogate pair) before {@code U+FFFD};
 * here it comes after.
 */
public final class CodePointOrder implements Comparator<String> {

    /** The order itself; it has no state and is safe for use by many threads. */
    public static final Comparator<String> INSTANCE = new CodePointOrder();

    private CodePointOrder() {}

    /**
     * Copy a map.
     *
     * @param values values by key
     * @return an unmodifiable copy, its keys in this order
     * @param <T> the values' type
     */
    public static <T> SortedMap<String, T> sortedCopy(Map<String, T> values) {
        SortedMap<String, T> sorted = new TreeMap<>(INSTANCE);
        sorted.putAll(values);
        return Collections.unmodifiableSortedMap(sorted);
    }

    @Override
    public int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(surrogatesLast(a), surrogatesLast(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Move the surrogates behind the rest of the basic plane, where the code points that they stand for belong. */
    private static char surrogatesLast(char unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        int moved = unit <= Character.MAX_SURROGATE ? unit + 0x2000 : unit - 0x800;
        return (char) moved;
    }
}
