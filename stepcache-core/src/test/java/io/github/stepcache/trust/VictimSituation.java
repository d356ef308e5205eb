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
    FRESH;

    boolean hasEarlierRun() {
        return this != COLD;
    }

    boolean isForced() {
        return this == FORCED || this == CHANGED_AND_FORCED;
    }

    String input() {
        return this == FORCED || this == FRESH ? VictimStep.OLD : VictimStep.NEW;
    }

    /** Make a directory in which a step meets this. */
    Path prepare(Path base, OutputVerification verification) throws IOException {
        VictimStep step = new VictimStep(Files.createDirectory(base), verification);
        if (hasEarlierRun()) {
            step.input(VictimStep.OLD).cache(false).run(step.spec(), step::work);
        }
        step.input(input());
        return base;
    }
}
