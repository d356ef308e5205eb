package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.ManifestStuckException;
import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a disk that is full or read-only, or becomes so while the step runs, the step's own value or exception reaches its
 * caller, and nothing is falsely fresh afterwards (contract 1).
 */
@Tag("trust")
class FullDiskTests {

    @TempDir
    private Path directory;

    /** When the trouble begins: the step itself meets the first two, and only the cache meets the last. */
    private enum Moment {
        BEFORE_THE_RUN,
        BEFORE_THE_WORK,
        AFTER_THE_WORK
    }

    @Test
    void stepsOwnResultReachesItsCallerOnAFullOrReadOnlyDisk() throws Exception {
        Tally tally = new Tally("full and read-only disks");
        for (OutputVerification verification : OutputVerification.values()) {
            for (VictimSituation situation : VictimSituation.values()) {
                for (FullDisk.Trouble trouble : FullDisk.Trouble.values()) {
                    for (Moment moment : Moment.values()) {
                        String where = verification + ", " + situation + ", " + trouble + " " + moment;
                        try (FullDisk disk = FullDisk.mount(directory.resolve(where.replace(", ", "-")))) {
                            new Attempt(tally, disk, verification, situation, trouble, moment, where).run();
                        }
                        tally.tried("disks in trouble");
                    }
                }
            }
        }
        tally.finish();
        for (String outcome : List.of("restored", "values", "exceptions", "stuck manifests", "remembered")) {
            assertThat(tally.count(outcome)).as(outcome).isPositive();
        }
    }

    /** One run of the step. */
    private final class Attempt {

        private final Tally tally;
        private final FullDisk disk;
        private final OutputVerification verification;
        private final VictimSituation situation;
        private final FullDisk.Trouble trouble;
        private final Moment moment;
        private final String where;
        private final VictimStep step;
        private int calls;
        private @Nullable Throwable failure;

        Attempt(
                Tally tally,
                FullDisk disk,
                OutputVerification verification,
                VictimSituation situation,
                FullDisk.Trouble trouble,
                Moment moment,
                String where) {
            this.tally = tally;
            this.disk = disk;
            this.verification = verification;
            this.situation = situation;
            this.trouble = trouble;
            this.moment = moment;
            this.where = where;
            this.step = new VictimStep(disk.base(), verification);
        }

        void run() throws Exception {
            situation.prepare(disk.base(), verification);
            begin(Moment.BEFORE_THE_RUN);
            @Nullable StepResult<String> result = null;
            try {
                result = step.cache(situation.isForced()).run(step.spec(), this::work);
            } catch (ManifestStuckException e) {
                tally.check(Harm.LOST_RESULT, calls > 0 || !situation.hasEarlierRun(), where + ": " + e);
                tally.tried("stuck manifests");
            } catch (IOException | RuntimeException e) {
                tally.check(Harm.LOST_RESULT, e != failure || e.getSuppressed().length > 0, where + ": " + e);
                tally.tried("exceptions");
            }
            step.close();
            boolean interrupted = situation == VictimSituation.INTERRUPTED && calls > 0;
            tally.check(Harm.LOST_RESULT, Thread.interrupted() != interrupted, where + ": interrupt");
            disk.heal();
            Path left = VictimTree.copy(disk.base(), directory.resolve("left"));
            VictimRecovery recovery = new VictimRecovery(tally, verification, left, where).checkManifest(true);
            if (result != null) {
                checkResult(result);
                recovery.checkMemory(result.remembered());
            }
            recovery.recover();
            VictimTree.delete(left);
        }

        private void checkResult(StepResult<String> result) {
            boolean right = result.value().equals(VictimStep.value(situation.input()))
                    && calls == (result.executed() ? 1 : 0)
                    && failure == null;
            tally.check(Harm.LOST_RESULT, !right, where + ": " + result);
            tally.tried("values");
            if (result.remembered()) {
                tally.tried("remembered");
            }
        }

        private String work() throws IOException {
            calls++;
            try {
                begin(Moment.BEFORE_THE_WORK);
                if (situation == VictimSituation.FAILING) {
                    step.workByHalf();
                    begin(Moment.AFTER_THE_WORK);
                    throw new IOException("the step's own failure");
                }
                String value = step.work();
                begin(Moment.AFTER_THE_WORK);
                return value;
            } catch (IOException e) {
                failure = e;
                throw e;
            } finally {
                if (situation == VictimSituation.INTERRUPTED) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void begin(Moment now) throws IOException {
            if (now.compareTo(moment) >= 0) { // again and again: the work itself may set something free
                disk.make(trouble);
            }
        }
    }
}
