package io.github.stepcache.trust;

import io.github.stepcache.trust.CrowdProgram.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many processes of many threads that call one step at once are one execution, and all get its result (contract 6.4). */
class CrowdTests {

    private static final int PROCESSES = 6;
    private static final int THREADS = 8;
    private static final int CALLERS = PROCESSES * THREADS;

    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WAITING")
    void crowdRunsTheStepOnceAndEachGetsItsResult(Way way) throws Exception {
        Tally tally = new Tally("crowd, " + way);
        List<CrowdProcess> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                crowd.add(CrowdProcess.of(THREADS));
            }
            for (int round = 0; round < Effort.of(3, 50); round++) {
                Path base = Files.createDirectory(temp.resolve("round" + round));
                Files.writeString(base.resolve("in"), "input");
                call(crowd, way, base, tally);
            }
        } finally {
            crowd.forEach(CrowdProcess::close);
        }
        tally.finish();
    }

    private static void call(List<CrowdProcess> crowd, Way way, Path base, Tally tally)
            throws IOException, InterruptedException {
        for (CrowdProcess process : crowd) {
            process.call(way, base);
        }
        List<String> results = new ArrayList<>();
        try {
            for (CrowdProcess process : crowd) {
                results.addAll(process.results());
            }
        } catch (IllegalStateException e) {
            tally.check(Harm.HANG, true, base + " after " + results);
            return;
        }
        List<String> runs = Files.readAllLines(base.resolve(CrowdProgram.RUNS));
        String where = base + " ran " + runs + ", callers got " + results;
        long failed =
                results.stream().filter(result -> result.startsWith("FAILED ")).count();
        long complete = results.stream()
                .filter(result -> result.startsWith("COMPLETE ") && isOfOneOf(runs, result))
                .count();
        int expectedRuns = switch (way) {
            case FORCED -> CALLERS;
            case FAILING_AT_FIRST -> 2;
            default -> 1;
        };
        tally.check(Harm.LOST_RESULT, runs.size() != expectedRuns, where);
        tally.check(Harm.WRONG_OUTPUT, failed + complete != CALLERS, where);
        tally.check(Harm.LOST_RESULT, failed != (way == Way.FAILING_AT_FIRST ? 1 : 0), where);
        results.forEach(result -> tally.tried("calls"));
        runs.forEach(run -> tally.tried("executions"));
    }

    private static boolean isOfOneOf(List<String> runs, String result) {
        return runs.contains(result.split(" ", -1)[2]);
    }
}
