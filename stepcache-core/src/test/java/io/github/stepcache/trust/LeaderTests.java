package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.trust.CrowdProgram.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the process that runs a step is killed, one of those that wait takes over at once, and says why it runs. */
class LeaderTests {

    private static final Duration GENEROUS = Duration.ofSeconds(10);

    private final Tally tally = new Tally("leader killed");
    private Duration longest = Duration.ZERO;

    @TempDir
    private Path temp;

    @Test
    void anotherProcessTakesOverAndSaysThatTheRunBeforeDidNotFinish() throws Exception {
        try (CrowdProcess waiting = CrowdProcess.of(2);
                CrowdProcess alsoWaiting = CrowdProcess.of(2)) {
            for (CrowdProcess process : List.of(waiting, alsoWaiting)) {
                process.call(Way.PLAIN, newStep("warm-up")); // no figure should hold the time that classes take to load
                process.results();
            }
            for (int round = 0; round < Effort.of(3, 100); round++) {
                killTheLeader(newStep("round" + round), List.of(waiting, alsoWaiting));
            }
        }
        System.out.println("TRUST leader killed: the next one began " + longest.toMillis() + " ms later at most");
        tally.finish();
        assertThat(longest).isLessThan(GENEROUS);
    }

    private Path newStep(String name) throws IOException {
        Path base = Files.createDirectories(temp.resolve(name));
        Files.writeString(base.resolve("in"), "input");
        return base;
    }

    private void killTheLeader(Path base, List<CrowdProcess> followers) throws Exception {
        Instant killed;
        try (CrowdProcess leader = CrowdProcess.of(1)) {
            leader.call(Way.WAITING, base);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(base.resolve(CrowdProgram.STARTED)));
            for (CrowdProcess follower : followers) {
                follower.call(Way.PLAIN, base);
            }
            for (CrowdProcess follower : followers) {
                follower.awaitCalls();
            }
            killed = Instant.now();
            leader.kill();
            Files.delete(base.resolve(CrowdProgram.INSIDE)); // as its owner would have
        }
        List<String> results = new ArrayList<>();
        try {
            for (CrowdProcess follower : followers) {
                results.addAll(follower.results());
            }
        } catch (IllegalStateException e) {
            tally.check(Harm.HANG, true, base.toString());
            return;
        }
        tally.tried("leaders");
        String where = base + ", callers got " + results;
        List<String> ran = results.stream()
                .filter(result -> result.startsWith("COMPLETE RAN ") && result.contains(" PreviousRunUnfinished"))
                .toList();
        List<String> skipped = results.stream()
                .filter(result -> result.startsWith("COMPLETE SKIPPED "))
                .toList();
        tally.check(Harm.FALSE_FRESH, ran.isEmpty(), where);
        tally.check(Harm.WRONG_OUTPUT, ran.size() != 1 || skipped.size() != results.size() - 1, where);
        for (String result : ran) {
            Instant began = Instant.parse(result.split(" ", -1)[2].split("@", -1)[1]);
            Duration gap = Duration.between(killed, began);
            longest = longest.compareTo(gap) < 0 ? gap : longest;
        }
    }
}
