package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any file operation of the cache can fail, alone or with all that follow: the step's own value or exception reaches its
 * caller all the same, and nothing is falsely fresh afterwards (contract 1).
 */
@Tag("trust")
class ErrorTests {

    /** What can go wrong, and where; a lock that is refused means that somebody else holds it. */
    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("nothing", "", 1),
            new Trouble("error:EIO", ShimFault.ALL, 97),
            new Trouble("errors:EIO", ShimFault.ALL, 97),
            new Trouble("error:EACCES", ShimFault.ALL_BUT_LOCKS, 97),
            new Trouble("errors:EACCES", ShimFault.ALL_BUT_LOCKS, 97),
            new Trouble("error:ENOSPC", ShimFault.CHANGES, 10),
            new Trouble("errors:ENOSPC", ShimFault.CHANGES, 10),
            new Trouble("error:EIO", "close", 17),
            new Trouble("errors:EIO", "close", 17),
            new Trouble("short", "write", 3),
            new Trouble("shorts", "write", 3));

    @TempDir
    private static Path directory;

    private static VictimProcess victim;

    @BeforeAll
    static void prepare() throws IOException, InterruptedException {
        directory = directory.toRealPath();
        victim = VictimProcess.prepare(directory);
    }

    /** A fault, the calls that it strikes, and how many of them share one attempt if time is short. */
    private record Trouble(String what, String calls, int oneIn) {

        /** Tell whether all operations fail from then on, so that an old manifest may be stuck. */
        boolean lasts() {
            return what.startsWith("errors:");
        }
    }

    @Test
    void stepsOwnResultReachesItsCallerWhateverOperationFails() throws Exception {
        Tally tally = new Tally("errors at every operation");
        List<Callable<Void>> loops = new ArrayList<>();
        for (OutputVerification verification : OutputVerification.values()) {
            for (VictimSituation situation : VictimSituation.values()) {
                for (Trouble trouble : TROUBLES) {
                    loops.add(() -> failEveryOperation(tally, verification, situation, trouble));
                }
            }
        }
        VictimLoops.run(loops);
        tally.finish();
        assertThat(tally.count("errors")).isGreaterThan(Effort.of(120, 2_000));
    }

    /** If time is short, each loop takes its own sample of the operations. */
    private static Void failEveryOperation(
            Tally tally, OutputVerification verification, VictimSituation situation, Trouble trouble) throws Exception {
        String name = String.join(", ", verification.name(), situation.name(), trouble.what(), trouble.calls());
        Path directory = Files.createTempDirectory(ErrorTests.directory, "errors");
        Path earlier = situation.prepare(directory.resolve("earlier"), verification);
        int step = Effort.of(trouble.oneIn(), 1);
        int last = Integer.MAX_VALUE;
        for (int at = 1 + Math.floorMod(name.hashCode(), step); at <= last; at += step) {
            Path base = VictimTree.copy(earlier, directory.resolve("operation-" + at));
            ShimFault fault = new ShimFault(trouble.what(), at, trouble.calls());
            VictimEnd end = victim.run(base, situation, verification, true, fault);
            last = end.operations().size() + 1; // at which nothing is struck any more
            boolean struck = at < last;
            String where = verification + ", " + situation + ", " + fault + ": " + end.operation(at);
            checkEnd(tally, situation, trouble, end, where);
            boolean mustBeRemembered = !struck && situation != VictimSituation.FAILING;
            tally.check(Harm.LOST_RESULT, mustBeRemembered && !end.isRemembered(), where + ": " + end.said());
            boolean missed = !struck && situation.isRestored() && !end.isRestored();
            tally.check(Harm.LOST_RESULT, missed, where + ": not restored, " + end.said());
            VictimRecovery recovery = new VictimRecovery(tally, verification, base, where);
            recovery.checkManifest(trouble.lasts());
            if (!trouble.lasts()) {
                recovery.checkMemory(end.isRemembered());
            }
            recovery.recover();
            tally.tried(struck ? "errors" : "runs that got through");
            VictimTree.delete(base);
        }
        return null;
    }

    private static void checkEnd(Tally tally, VictimSituation situation, Trouble trouble, VictimEnd end, String where) {
        tally.check(Harm.HANG, end.hung(), where);
        boolean stuck = end.outcome().startsWith("threw io.github.stepcache.ManifestStuckException")
                && end.calls() == 0
                && trouble.lasts();
        String expected = situation == VictimSituation.FAILING
                ? "threw java.io.IOException: the step's own failure"
                : "returned " + VictimStep.value(situation.input());
        boolean right = end.isOwn() && end.outcome().equals(expected);
        tally.check(Harm.LOST_RESULT, !end.hung() && !right && !stuck, where + ": " + end.said());
        boolean interrupted = situation == VictimSituation.INTERRUPTED && !stuck;
        tally.check(Harm.LOST_RESULT, end.isInterrupted() != interrupted, where + ", interrupt: " + end.said());
    }
}
