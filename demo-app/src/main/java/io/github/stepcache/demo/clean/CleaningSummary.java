package io.github.stepcache.demo.clean;

import java.util.List;

/**
 * What the cleaning of a data set did with its rows; no row is lost without being named here.
 *
 * @param dataset the data set
 * @param rowsIn the rows of the raw file, without its header
 * @param rowsOut the rows that were kept
 * @param repeated how many of the kept rows are the same as an earlier one: two reports may well read the same
 * @param dropped the rows that could not be used
 */
public record CleaningSummary(String dataset, int rowsIn, int rowsOut, int repeated, List<Dropped> dropped) {

    /**
     * A row that could not be used.
     *
     * @param line where the row starts in the raw file
     * @param why which cell is wrong, and how
     */
    public record Dropped(long line, String why) {}
}
