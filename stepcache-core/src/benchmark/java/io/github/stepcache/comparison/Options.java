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
 */
record Options(Path data, Scale scale, int rounds, String only) {

    static Options parse(Path defaultData, String... arguments) {
        Options options = new Options(defaultData, Scale.FULL, 3, "");
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
            case "--data" -> new Options(Path.of(value).toAbsolutePath().normalize(), scale, rounds, only);
            case "--scale" -> new Options(data, Scale.valueOf(value.toUpperCase(Locale.ROOT)), rounds, only);
            case "--rounds" -> new Options(data, scale, Integer.parseInt(value), only);
            case "--only" -> new Options(data, scale, rounds, value);
            default -> throw new IllegalArgumentException("There is no option " + name);
        };
    }

    boolean wants(String row) {
        return row.contains(only);
    }
}
