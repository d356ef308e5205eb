package io.github.stepcache.demo.clean;

/**
 * The flights of 2008 from one airport to another, cleaned.
 *
 * @param origin the code of the airport that they left
 * @param destination the code of the airport that they went to
 * @param flights how many there were
 */
public record Route(String origin, String destination, int flights) {

    static Route of(RawRow row) {
        return new Route(row.text("origin"), row.text("destination"), row.count("count"));
    }
}
