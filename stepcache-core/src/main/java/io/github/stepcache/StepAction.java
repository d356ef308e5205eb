package io.github.stepcache;

/**
 * The work of a step that returns nothing.
 *
 * @param <X> the checked exception that it throws; {@link RuntimeException} if none
 */
@FunctionalInterface
public interface StepAction<X extends Throwable> {

    /**
     * Do the work.
     *
     * @throws X if it fails; the caller of the step gets the same exception
     */
    void run() throws X;
}
