package io.github.stepcache.report;

import io.github.stepcache.step.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, times and names as people read them on the page. */
final class ReportText {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int HASH_SHOWN = 12;
    private static final String[] SIZES = {"bytes", "kB", "MB", "GB", "TB", "PB"};

    private ReportText() {}

    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1) {
            return duration.isZero() ? "0 ms" : "under 1 ms";
        } else if (millis < 1000) {
            return millis + " ms";
        } else if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        } else if (duration.toHours() < 1) {
            return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%s h %02d min".formatted(count(duration.toHours()), duration.toMinutesPart());
    }

    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one) {
        return count(number) + ' ' + one + (number == 1 ? "" : "s");
    }

    static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < SIZES.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0 ? count(bytes) + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, SIZES[unit]);
    }

    /** What is left of a name once it can neither break a line nor turn the direction of what is around it. */
    static String file(String key) {
        return Quoted.line(key);
    }

    static String hash(String hash) {
        String line = Quoted.line(hash);
        int start = line.indexOf(':') + 1;
        return line.length() - start == 64 ? line.substring(0, start + HASH_SHOWN) : line;
    }

    static String sentence(String clause) {
        return clause.isEmpty() ? clause : clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1);
    }
}
