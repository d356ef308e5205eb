package io.github.stepcache;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Threads that all begin at the same moment; whoever waits for their results never waits for ever. */
public final class Crowd {

    private Crowd() {}

    /** Let a number of threads do the same. */
    public static <T extends @Nullable Object> List<T> of(int size, Callable<T> work) throws Exception {
        List<Callable<T>> works = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            works.add(work);
        }
        return all(works);
    }

    /** Let each of several threads do its own. */
    public static <T extends @Nullable Object> List<T> all(List<Callable<T>> works) throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (Callable<T> work : works) {
            FutureTask<T> task = new FutureTask<>(() -> {
                begin.await();
                return work.call();
            });
            tasks.add(task);
            start(task);
        }
        begin.countDown();
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) {
            results.add(get(task));
        }
        return results;
    }

    /** Start a thread, a virtual one where the running Java has them. */
    public static void start(Runnable work) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (NoSuchMethodException e) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    public static <T extends @Nullable Object> T get(FutureTask<T> task) throws Exception {
        try {
            return task.get(30, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("A thread hangs", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
