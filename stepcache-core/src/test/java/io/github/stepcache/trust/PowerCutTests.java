package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.trust.PowerStep.Start;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After a power cut right after any operation of a run, nothing false is fresh, no manifest is torn, and the next run
 * ends well and is remembered (contract 3.3, 3.5): on real file systems, whose power is really cut.
 *
 * <p>Only operations that change something count: a cut after another one is a cut after the one before it. A neighbour
 * is somebody else who forces a file of his own to disk just before the cut, and with it the journal, but not the data
 * of our files. After the last operation, that is also the cut that comes some time after the run.
 */
@Tag("trust")
class PowerCutTests {

    private static final boolean LONG = Effort.of(0, 1) == 1;

    @ParameterizedTest(name = "on {0}")
    @MethodSource("io.github.stepcache.trust.LoopMountType#toTry")
    void nothingFalseIsFreshAfterAPowerCut(LoopMountType type, @TempDir Path library) throws Exception {
        Tally tally = new Tally("power cut on " + type);
        Shim shim = Shim.compile(library);
        try (LoopMount mount = LoopMount.make(type)) {
            for (OutputVerification verification : OutputVerification.values()) {
                for (Start start : type.starts()) {
                    new Cuts(mount, shim, tally, start, verification).makeAll();
                }
            }
        }
        tally.finish();
    }

    /** The power cuts of one kind of run. */
    private static final class Cuts {

        private final LoopMount mount;
        private final PowerCut cut;
        private final Tally tally;
        private final Start start;
        private final OutputVerification verification;
        private final Path base;
        private final PowerStep step;
        private final PowerCutJudge judge;

        Cuts(LoopMount mount, Shim shim, Tally tally, Start start, OutputVerification verification) {
            this.mount = mount;
            this.cut = new PowerCut(mount, shim);
            this.tally = tally;
            this.start = start;
            this.verification = verification;
            this.base = mount.directory().resolve(start + "-" + verification);
            this.step = new PowerStep(base, start, verification);
            this.judge = new PowerCutJudge(tally, start, verification, step);
        }

        void makeAll() throws IOException, InterruptedException {
            step.prepare(start);
            mount.keep();
            List<String> all = cut.run(base, start, verification, 0, false);
            for (int at : chosen(all)) {
                boolean last = at == all.size();
                boolean even = at % 2 == 0;
                if (even || last || LONG) {
                    make(at, true, last);
                }
                if (!even || last || LONG) {
                    make(at, false, last);
                }
            }
        }

        private void make(int at, boolean neighbour, boolean last) throws IOException, InterruptedException {
            mount.restore();
            List<String> operations = cut.run(base, start, verification, at, neighbour);
            String where = start + " " + verification + (neighbour ? " with a neighbour: " : ": ");
            tally.tried("power cuts");
            judge.judge(operations, last, where + operations.get(at - 1));
        }

        /** In a short run, the end, what puts something on record, and some of the rest, others for each kind of run. */
        private List<Integer> chosen(List<String> operations) {
            int first = tally.count("power cuts") % 8;
            return IntStream.rangeClosed(1, operations.size())
                    .filter(at -> LONG
                            || at % 8 == first
                            || at == operations.size()
                            || isCritical(operations.get(at - 1))
                            || (at > 1 && operations.get(at - 2).contains(" rename ")))
                    .boxed()
                    .toList();
        }

        private static boolean isCritical(String operation) {
            return operation.contains(" rename ")
                    || (operation.contains(" fsync ") && operation.contains(".manifest.json"));
        }
    }
}
