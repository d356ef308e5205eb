package io.github.stepcache.trust;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs loops of attempts side by side, as many at a time as there are processors. */
final class VictimLoops {

    private VictimLoops() {}

    static void run(List<Callable<Void>> loops) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<Void> loop : threads.invokeAll(loops)) {
                loop.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
