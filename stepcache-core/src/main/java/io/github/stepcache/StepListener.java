package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;

/**
 * Is told what becomes of steps. One that wants to keep something for each call gives an object of its own {@link #on}
 * each; one that serves all calls must be safe for use by many threads.
 *
 * <p>Of each call of a step that gets its turn, a listener is told
 *
 * <ol>
 *   <li>{@link #on}, when the call holds the step's lock and nothing was read yet;
 *   <li>{@link #decided}, unless the call fails before that;
 *   <li>{@link #detached}, where the step outlives the method that began it;
 *   <li>{@link #notRemembered}, where that is so;
 *   <li>at the end, exactly one of {@link #completed} and {@link #failed};
 *   <li>anywhere in between, and only if that takes long, {@link #fingerprinting} while files are read, and
 *       {@link #transferring} while outputs are restored, before {@code decided}, or stored, before the end.
 * </ol>
 *
 * <p>Checks are no calls. All but {@code fingerprinting} and {@code transferring} is told on the thread that asked for the
 * step, or that ends it. What a listener throws does no harm, and is logged: the first time as a warning.
 */
public interface StepListener {

    /**
     * A call of a step begins.
     *
     * @param spec the step
     * @return who is told of the rest of this call; this listener itself, if it keeps nothing for each call
     */
    default StepListener on(StepSpec spec) {
        return this;
    }

    /**
     * To read the files of a step takes more than two seconds. This is told several times a second, on any thread that
     * reads, but never on two at once; files are read on meanwhile by other threads, but not by that one.
     *
     * @param spec the step
     * @param progress how far it has come
     */
    default void fingerprinting(StepSpec spec, FingerprintProgress progress) {}

    /**
     * To restore the outputs of a step, or to store them, takes more than two seconds. This is told several times a second, on
     * any thread that moves files, but never on two at once; files are moved on meanwhile by other threads, but not by that
     * one.
     *
     * @param spec the step
     * @param progress how far it has come
     */
    default void transferring(StepSpec spec, TransferProgress progress) {}

    /**
     * It is settled whether the step runs. If it was found stale, it runs next. If it was restored, its outputs are back
     * already.
     *
     * @param spec the step
     * @param decision the decision
     */
    default void decided(StepSpec spec, Decision decision) {}

    /**
     * A step goes on after the method that began it has returned: with a future, say. This is told on the thread that
     * began it; what follows may be told on another.
     *
     * @param spec the step
     */
    default void detached(StepSpec spec) {}

    /**
     * A step was skipped, as it was found or with its outputs restored, or ended well.
     *
     * @param spec the step
     * @param result what became of it
     */
    default void completed(StepSpec spec, StepResult<?> result) {}

    /**
     * A step ended with an exception, which goes on to its caller.
     *
     * @param spec the step
     * @param failure how it ended
     */
    default void failed(StepSpec spec, StepFailure failure) {}

    /**
     * A step ended well, but the next caller will run it again.
     *
     * @param spec the step
     * @param why what stood against remembering it, in words
     */
    default void notRemembered(StepSpec spec, String why) {}
}
