package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that runs a step can be killed before, within or after any of its file operations, and nothing that it leaves
 * is ever taken for fresh without being right (contract 3.3, 3.5).
 */
@Tag("trust")
class CrashTests {

    @TempDir
    private static Path directory;

    private static VictimProcess victim;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        directory = directory.toRealPath();
        victim = VictimProcess.prepare(directory);
    }

    @Test
    void stepThatIsKilledAtAnyOperationIsNeverFalselyFresh() throws Exception {
        Tally tally = new Tally("crash at every operation");
        List<Callable<Void>> loops = new ArrayList<>();
        for (OutputVerification verification : OutputVerification.values()) {
            for (VictimSituation situation : VictimSituation.values()) {
                if (isWanted(situation, verification)) {
                    deaths().forEach((death, calls) ->
                            loops.add(() -> killAtEveryOperation(tally, verification, situation, death, calls)));
                }
            }
        }
        VictimLoops.run(loops);
        tally.finish();
        assertThat(tally.count("crash points")).isGreaterThan(Effort.of(200, 800));
        assertThat(tally.count("restored")).isGreaterThan(Effort.of(50, 200));
    }

    /** A death right before an operation leaves the same as one right after the last change, so it can be left out. */
    private static Map<String, String> deaths() {
        return isShort()
                ? Map.of("kill-after", ShimFault.CHANGES, "torn", "write")
                : Map.of("kill-before", ShimFault.CHANGES, "kill-after", ShimFault.ALL, "torn", "write");
    }

    /** To be killed, it makes no difference whether it is interrupted. */
    private static boolean isWanted(VictimSituation situation, OutputVerification verification) {
        boolean sameAsAnother = isShort() && situation.hasStore() && verification == OutputVerification.EXISTS;
        return situation != VictimSituation.INTERRUPTED && !sameAsAnother;
    }

    private static boolean isShort() {
        return Effort.of(0, 1) == 0;
    }

    /** If time is short, at every other one. */
    private static Void killAtEveryOperation(
            Tally tally, OutputVerification verification, VictimSituation situation, String death, String calls)
            throws Exception {
        String name = String.join("-", verification.name(), situation.name(), death);
        Path earlier = situation.prepare(directory.resolve(name), verification);
        boolean killed = true;
        int step = Effort.of(2, 1);
        for (int at = 1 + Math.floorMod(name.hashCode(), step); killed; at += step) {
            Path base = VictimTree.copy(earlier, directory.resolve(name + "-" + at));
            ShimFault fault = new ShimFault(death, at, calls);
            VictimEnd end = victim.run(base, situation, verification, false, fault);
            killed = end.killed();
            String where = verification + ", " + situation + ", " + death + " " + end.lastOperation();
            tally.check(Harm.HANG, end.hung(), where);
            tally.check(Harm.LOST_RESULT, !killed && !end.isOwn(), where + ": " + end);
            boolean missed = !killed && situation.isRestored() && !end.isRestored();
            tally.check(Harm.LOST_RESULT, missed, where + ": not restored");
            new VictimRecovery(tally, verification, base, where)
                    .checkManifest(false)
                    .recover();
            tally.tried(killed ? "crash points" : "runs that got through");
            VictimTree.delete(base);
        }
        return null;
    }
}
