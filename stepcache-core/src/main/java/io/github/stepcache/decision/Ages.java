package io.github.stepcache.decision;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

/** Ages in sentences: of a run that has expired. */
final class Ages {

    private Ages() {}

    static String judged(Instant completedAt, Duration limit, Optional<Instant> now) {
        if (now.isEmpty()) {
            return "and no clock tells whether it expired after " + inWords(limit);
        }
        return completedAt.isAfter(now.get())
                ? "which lies in the future, so that it counts as expired"
                : "and expired after " + inWords(limit);
    }

    /** Write a duration as people say it, such as {@code 1 day 12 hours}. */
    static String inWords(Duration duration) {
        StringJoiner words = new StringJoiner(" ");
        add(words, BigDecimal.valueOf(duration.toDaysPart()), "day");
        add(words, BigDecimal.valueOf(duration.toHoursPart()), "hour");
        add(words, BigDecimal.valueOf(duration.toMinutesPart()), "minute");
        BigDecimal nanos = BigDecimal.valueOf(duration.toNanosPart(), 9);
        add(words, BigDecimal.valueOf(duration.toSecondsPart()).add(nanos), "second");
        return words.toString();
    }

    private static void add(StringJoiner words, BigDecimal count, String unit) {
        if (count.signum() != 0) {
            boolean one = count.compareTo(BigDecimal.ONE) == 0;
            words.add(count.stripTrailingZeros().toPlainString() + ' ' + unit + (one ? "" : "s"));
        }
    }
}
