package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a step meets, and what it does, in the process that is attacked. */
enum VictimSituation {
    /** There was no earlier run. */
    COLD,
    /** The input is another one than at the earlier run. */
    CHANGED,
    /** The same, and the step is forced. */
    CHANGED_AND_FORCED,
    /** The input is the same, and the step is forced. */
    FORCED,
    /** The input is another one, and the step fails halfway. */
    FAILING,
    /** The input is another one, and the thread is interrupted while the step runs. */
    INTERRUPTED,
    /** The input is the same, and the step need not run. */
    FRESH,
    /** The input is another one, and what the step leaves is kept in a store and sent to a remote one. */
    KEPT,
    /** The input is that of a run before the last one, whose outputs are in the store. */
    RESTORED,
    /** There is nothing but the input; the outputs of a run are in a remote store. */
    RESTORED_FROM_AFAR;

    boolean hasEarlierRun() {
        return this != COLD && this != RESTORED_FROM_AFAR;
    }

    boolean isForced() {
        return this == FORCED || this == CHANGED_AND_FORCED;
    }

    /** Whether outputs come from a store, if nothing goes wrong. */
    boolean isRestored() {
        return this == RESTORED || this == RESTORED_FROM_AFAR;
    }

    boolean hasStore() {
        return this == KEPT || isRestored();
    }

    String input() {
        return this == FORCED || this == FRESH || isRestored() ? VictimStep.OLD : VictimStep.NEW;
    }

    /** Make a directory in which a step meets this. */
    Path prepare(Path base, OutputVerification verification) throws IOException {
        try (VictimStep step = new VictimStep(Files.createDirectory(base), verification)) {
            prepare(step, verification);
        }
        return base;
    }

    private void prepare(VictimStep step, OutputVerification verification) throws IOException {
        if (hasStore()) {
            Files.createDirectory(step.remote());
        }
        if (hasEarlierRun() || isRestored()) {
            step.input(VictimStep.OLD).cache(false).run(step.spec(), step::work);
        }
        if (this == RESTORED) {
            step.input(VictimStep.NEW).cache(false).run(step.spec(), step::work);
            if (verification == OutputVerification.EXISTS) { // then nobody knows who left what is not needed now
                step.deleteOutputsOf(VictimStep.NEW);
            }
        } else if (this == RESTORED_FROM_AFAR) {
            step.close();
            VictimTree.delete(step.directory());
            VictimTree.delete(step.store());
        }
        step.input(input());
    }
}
