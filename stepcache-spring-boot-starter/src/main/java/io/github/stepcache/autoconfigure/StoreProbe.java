package io.github.stepcache.autoconfigure;

import io.github.stepcache.step.Quoted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Asks the remote stores once, when the application starts, whether they can be used, and warns where not. It never keeps an
 * application from starting, and not for longer than a time limit from going on.
 */
final class StoreProbe implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    private final Supplier<List<String>> problems;
    private final Duration patience;

    StoreProbe(Supplier<List<String>> problems, Duration patience) {
        this.problems = problems;
        this.patience = patience;
    }

    /** What comes too late is said by the other thread, when it comes. */
    @Override
    public void afterSingletonsInstantiated() {
        CountDownLatch asked = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        problems.get().forEach(StoreProbe::warn);
                    } finally {
                        asked.countDown();
                    }
                },
                "stepcache-store-probe");
        thread.setDaemon(true);
        thread.start();
        try {
            asked.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warn(String problem) {
        LOG.warn(
                "A remote store cannot be used, and steps run that it may have: {}. Look at {}.",
                Quoted.line(problem),
                settings(problem));
    }

    /** A line begins with the store that it is about. */
    private static String settings(String problem) {
        if (problem.startsWith("s3:")) {
            return StoreSettings.PREFIX + "remote.s3.*";
        }
        return problem.startsWith("http") ? StoreSettings.PREFIX + "remote.http.*" : "the bean of that store";
    }
}
