package io.github.stepcache.comparison;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Our side: work done in this JVM, which has done it often enough before for its compilers to be done. */
final class Ours<T> implements Rival {

    private static final int MOST_WARM_UPS = 100_000;

    private final double warmUpSeconds;
    private final int repeats;
    private final Callable<T> work;
    private final Function<T, String> result;
    private boolean warm;

    /**
     * Prepare to measure.
     *
     * @param warmUpSeconds how long the work is done before it is measured for the first time
     * @param repeats how often it is done for one measurement, which gives the mean
     * @param work the work itself
     * @param result what it came to; asked after the time is taken
     */
    Ours(double warmUpSeconds, int repeats, Callable<T> work, Function<T, String> result) {
        this.warmUpSeconds = warmUpSeconds;
        this.repeats = repeats;
        this.work = work;
        this.result = result;
    }

    @Override
    public String name() {
        return "StepCache";
    }

    @Override
    public Measurement measure() throws IOException {
        if (!warm) {
            long start = System.nanoTime();
            for (int i = 0; i < MOST_WARM_UPS && System.nanoTime() - start < warmUpSeconds * 1e9; i++) {
                once();
            }
            warm = true;
        }
        T last = once();
        long start = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            last = once();
        }
        double seconds = (System.nanoTime() - start) / 1e9 / repeats;
        return new Measurement(seconds, result.apply(last));
    }

    private T once() throws IOException {
        try {
            return work.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
