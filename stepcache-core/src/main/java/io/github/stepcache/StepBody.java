package io.github.stepcache;

import org.jspecify.annotations.Nullable;

/**
 * The work of a step that returns a value.
 *
 * @param <T> what it returns
 * @param <X> the checked exception that it throws; {@link RuntimeException} if none
 */
@FunctionalInterface
public interface StepBody<T extends @Nullable Object, X extends Throwable> {

    /**
     * Do the work.
     *
     * @return the step's value
     * @throws X if it fails; the caller of the step gets the same exception
     */
    T run() throws X;
}
