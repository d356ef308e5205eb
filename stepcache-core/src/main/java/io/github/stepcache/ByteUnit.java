package io.github.stepcache;

import java.util.Locale;

/** What bytes are counted in, so that numbers stay short. */
enum ByteUnit {
    B(1),
    KB(1_000),
    MB(1_000_000),
    GB(1_000_000_000),
    TB(1_000_000_000_000L);

    private final long bytes;

    ByteUnit(long bytes) {
        this.bytes = bytes;
    }

    static ByteUnit of(long count) {
        ByteUnit fitting = B;
        for (ByteUnit unit : values()) {
            fitting = unit.bytes <= count ? unit : fitting;
        }
        return fitting;
    }

    String number(long count) {
        return this == B ? Long.toString(count) : String.format(Locale.ROOT, "%.1f", (double) count / bytes);
    }

    String write(long count) {
        return number(count) + " " + (this == KB ? "kB" : name());
    }
}
