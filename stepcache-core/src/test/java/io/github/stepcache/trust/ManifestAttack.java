package io.github.stepcache.trust;

import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.HostileManifest;
import io.github.stepcache.trust.ManifestVictim.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sets one hostile manifest after the other before a step, checks it and runs it, and counts the harm. */
final class ManifestAttack {

    /** Two seconds are the promise; a busy machine must not fail the test, only what hangs. */
    private static final Duration HANG = Duration.ofSeconds(20);

    /** To run a step takes ten times as long as to check it, and asks the same question first. */
    private static final int CHECKS_FOR_A_RUN = Effort.of(10, 3);

    private final ManifestVictim victim;
    private final byte[] original;
    private final ManifestOracle oracle;
    private final Tally tally;
    private Duration longest = Duration.ZERO;
    private String slowest = "none";

    ManifestAttack(String name, Path base, boolean reference) throws IOException {
        this.victim = new ManifestVictim(base, reference);
        this.original = victim.record();
        this.oracle = new ManifestOracle(original, reference);
        this.tally = new Tally(name);
    }

    /** Attack in each world with the same manifests. */
    void attack(Function<byte[], Stream<HostileManifest>> manifests) throws IOException {
        for (World world : World.values()) {
            victim.enter(world);
            Iterator<HostileManifest> each = manifests.apply(original).iterator();
            while (each.hasNext()) {
                attack(each.next(), world);
            }
        }
    }

    void finish() {
        System.out.println("slowest: " + longest.toMillis() + " ms, " + slowest);
        tally.finish();
    }

    private void attack(HostileManifest hostile, World world) throws IOException {
        String where = world + ": " + hostile;
        victim.place(hostile.bytes());
        long start = System.nanoTime();
        try {
            Decision decision = victim.check();
            judge(decision, hostile, world, where);
            boolean fresh = victim.isFreshForReference();
            boolean allowed = oracle.allowsFreshForReference(hostile, world);
            tally.check(Harm.FALSE_FRESH, fresh && !allowed, where + ", by the rule of the reference");
            if (decision.isFresh() || tally.count("stale") % CHECKS_FOR_A_RUN == 0) {
                run(decision, hostile, where);
            }
        } catch (RuntimeException | Error e) {
            tally.check(Harm.LOST_RESULT, true, where + ": " + e);
        }
        note(Duration.ofNanos(System.nanoTime() - start), where);
    }

    private void judge(Decision decision, HostileManifest hostile, World world, String where) {
        tally.tried(decision.isFresh() ? "fresh" : "stale");
        tally.check(Harm.FALSE_FRESH, decision.isFresh() && !oracle.allowsFresh(hostile, world), where);
    }

    /** What a check finds stale, a run runs; what it finds fresh may still have a value that cannot be given back. */
    private void run(Decision decision, HostileManifest hostile, String where) throws IOException {
        StepResult<?> result = victim.run();
        tally.tried(result.executed() ? "executed" : "skipped");
        tally.check(Harm.FALSE_FRESH, !decision.isFresh() && !result.executed(), where + ", when run");
        boolean valueIsKnown = result.executed() || oracle.hasTheValue(hostile);
        boolean wrong =
                valueIsKnown && result.value() != null && !victim.summary().equals(result.value());
        tally.check(Harm.LOST_RESULT, wrong, where + " gave " + result.value());
        tally.check(Harm.WRONG_OUTPUT, result.executed() && !victim.hasItsOutputs(), where);
    }

    private void note(Duration duration, String where) {
        tally.check(Harm.HANG, duration.compareTo(HANG) > 0, where + " took " + duration);
        if (duration.compareTo(longest) > 0) {
            longest = duration;
            slowest = where;
        }
    }
}
