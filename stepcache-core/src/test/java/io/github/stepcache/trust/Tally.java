package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts what a loop tried and what harm it found, prints that as one line, and fails if there was any harm: a loop that
 * finds something goes on, so that the whole count is known. Safe for use by many threads.
 */
public final class Tally {

    private static final int SHOWN = 20;

    private final String loop;
    private final long start = System.nanoTime();
    private final Map<String, Integer> tried = new TreeMap<>();
    private final Map<Harm, List<String>> found = new EnumMap<>(Harm.class); // every kind, also where there is none

    /**
     * Start to count.
     *
     * @param loop the loop, in a few words
     */
    public Tally(String loop) {
        this.loop = loop;
        for (Harm harm : Harm.values()) {
            found.put(harm, new ArrayList<>());
        }
    }

    /**
     * Count something that was tried.
     *
     * @param what in the plural, such as {@code crash points}
     */
    public synchronized void tried(String what) {
        tried.merge(what, 1, Integer::sum);
    }

    /**
     * Count harm, if there was any.
     *
     * @param harm the kind
     * @param happened whether it happened
     * @param where enough to try it again
     */
    public synchronized void check(Harm harm, boolean happened, String where) {
        if (happened) {
            found.computeIfAbsent(harm, kind -> new ArrayList<>()).add(where);
        }
    }

    /**
     * Tell how often something was tried.
     *
     * @param what as given to {@link #tried}
     * @return the count
     */
    public synchronized int count(String what) {
        return tried.getOrDefault(what, 0);
    }

    /** Print the counts, and fail if one that must be 0 is not. */
    public synchronized void finish() {
        System.out.println(line());
        List<String> harm = found.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .limit(SHOWN)
                        .map(where -> entry.getKey().inWords() + ": " + where))
                .toList();
        assertThat(harm).as(line()).isEmpty();
    }

    private String line() {
        String tries = tried.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String harm = found.entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + entry.getKey().inWords())
                .collect(Collectors.joining(", "));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return "TRUST " + loop + ": " + tries + " in " + time.toMillis() / 1000.0 + " s; " + harm;
    }
}
