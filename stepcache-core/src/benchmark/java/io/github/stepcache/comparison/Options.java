package io.github.stepcache.comparison;

import java.nio.file.Path;
import java.util.Locale;

/**
 * What was asked for on the command line.
 *
 * @param data where the data is made, and found again the next time
 * @param scale how much of it
 * @param rounds how often everybody takes a turn
 * @param only a part of the names of the rows to measure; empty for all
 * @param against a part of the names of the rivals to measure; empty for all
 * @param single whether it is the whole name of one, which this JVM is there for
 */
record Options(Path data, Scale scale, int rounds, String only, String against, boolean single) {

    static Options parse(Path defaultData, String... arguments) {
        Options options = new Options(defaultData, Scale.FULL, 3, "", "", false);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--data" ->
                new Options(Path.of(value).toAbsolutePath().normalize(), scale, rounds, only, against, single);
            case "--scale" ->
                new Options(data, Scale.valueOf(value.toUpperCase(Locale.ROOT)), rounds, only, against, single);
            case "--rounds" -> new Options(data, scale, Integer.parseInt(value), only, against, single);
            case "--only" -> new Options(data, scale, rounds, value, against, false);
            case "--against" -> new Options(data, scale, rounds, only, value, single);
            case "--row" -> new Options(data, scale, rounds, value, against, true);
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    boolean wants(String row) {
        return single ? row.equals(only) : row.contains(only);
    }

    boolean wantsRival(String name) {
        return name.contains(against);
    }
}
