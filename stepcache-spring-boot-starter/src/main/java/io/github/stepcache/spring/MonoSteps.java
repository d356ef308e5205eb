package io.github.stepcache.spring;

import io.github.stepcache.StepBody;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/**
 * Methods that return a {@link Mono}. Nothing happens until somebody subscribes; each time somebody does, the cache is
 * asked, and the method called if the step is stale. The files of the cache are read and written on threads that may block.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what it comes to is subscribed to
final class MonoSteps implements StepKind {

    /**
     * Whoever waits for a step blocks a thread, and so many may do so that no thread of a bounded pool was left for the run
     * that they wait for.
     */
    private static final Scheduler WAITING = Schedulers.fromExecutorService(
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons()));

    private final StepKind futures = new FutureSteps();

    @Override
    public Object run(StepCall call, StepBody<@Nullable Object, Throwable> body) {
        return Mono.deferContextual(context -> {
            AtomicBoolean cancelled = new AtomicBoolean();
            return Mono.fromCallable(() -> start(call, () -> subscribe(body, context, cancelled)))
                    .subscribeOn(WAITING)
                    .flatMap(Mono::fromFuture)
                    .doOnCancel(() -> cancelled.set(true));
        });
    }

    private static ThreadFactory daemons() {
        CustomizableThreadFactory threads = new CustomizableThreadFactory("stepcache-mono-");
        threads.setDaemon(true);
        return threads;
    }

    private CompletableFuture<?> start(StepCall call, StepBody<@Nullable Object, Throwable> work) throws Exception {
        try {
            return (CompletableFuture<?>) Objects.requireNonNull(futures.run(call, work));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // nothing else can be thrown
        }
    }

    /** To wait for the lock takes time, in which the subscriber may have gone. */
    private static CompletableFuture<?> subscribe(
            StepBody<@Nullable Object, Throwable> body, ContextView context, AtomicBoolean cancelled) throws Throwable {
        if (cancelled.get()) {
            throw new CancellationException("The subscriber has cancelled before the step began");
        }
        Mono<?> work = (Mono<?>) Objects.requireNonNull(body.run(), "The method returned null, and no Mono");
        return work.contextWrite(context).publishOn(Schedulers.boundedElastic()).toFuture();
    }
}
