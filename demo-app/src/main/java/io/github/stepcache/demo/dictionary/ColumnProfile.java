package io.github.stepcache.demo.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one column of one raw file, as the file has it.
 *
 * @param file the file's name
 * @param column the column's name
 * @param position the column's place in the file, from 1
 * @param type the narrowest of integer, decimal, date and text that fits every value
 * @param rows how many rows the file has
 * @param nulls how many of them have no value: nothing, or {@code NA}
 * @param distinct how many different values there are
 * @param min the smallest value, by the order of the type; absent if no row has one
 * @param max the largest value
 * @param mostCommon the value that most rows have, the smallest of several
 * @param mostCommonRows how many rows have it
 */
public record ColumnProfile(
        String file,
        String column,
        int position,
        String type,
        int rows,
        int nulls,
        int distinct,
        @Nullable String min,
        @Nullable String max,
        @Nullable String mostCommon,
        int mostCommonRows) {}
