package io.github.stepcache.trust;

import static io.github.stepcache.OutputVerification.EXISTS;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.trust.PowerStep.Start;
import java.io.IOException;
import java.util.List;

/** Looks at what is on the disk after a power cut, asks what is fresh, runs the step again, and counts the harm. */
final class PowerCutJudge {

    private final Tally tally;
    private final Start start;
    private final OutputVerification verification;
    private final PowerStep step;

    PowerCutJudge(Tally tally, Start start, OutputVerification verification, PowerStep step) {
        this.tally = tally;
        this.start = start;
        this.verification = verification;
        this.step = step;
    }

    /**
     * Judge a cut.
     *
     * @param operations what was done before it
     * @param last whether that was all
     * @param where enough to try it again
     */
    void judge(List<String> operations, boolean last, String where) throws IOException {
        ManifestLookup record = step.record();
        tally.check(Harm.TORN_MANIFEST, record instanceof ManifestLookup.Unreadable, where);
        boolean complete =
                record instanceof ManifestLookup.Found found && found.manifest().state() == Manifest.State.COMPLETE;
        tally.check(Harm.FALSE_FRESH, complete && isBeingReplaced(operations), where + ", and the old record stands");
        if (complete && !step.isRight()) {
            tally.tried("complete manifests over outputs that were lost");
        }
        boolean durable = last && start != Start.FAILING && verification == EXISTS;
        tally.check(Harm.LOST_RESULT, durable && !step.isFresh(), where + ", and the run is forgotten");

        judgeFreshness(complete, where);
        String input = step.input();
        step.setInput(input.equals("old") ? "new" : "old");
        judgeFreshness(complete, where + ", input changed");
        step.setInput(input);
        judgeNextRun(where);
    }

    /** Tell whether outputs are being replaced, and that is not yet on record. */
    private static boolean isBeingReplaced(List<String> operations) {
        boolean begun = operations.stream().anyMatch(line -> line.endsWith("/" + PowerStep.OUT + "/report.txt"));
        long records = operations.stream()
                .filter(line -> line.endsWith(".manifest.json"))
                .count();
        return begun && records < 2;
    }

    /**
     * Where contents are verified, the outputs are not forced, and the reference, which looks no further than whether they
     * exist, is warned by a manifest that is not complete, but by nothing else.
     */
    private void judgeFreshness(boolean complete, String where) throws IOException {
        boolean wrong = !step.isRight();
        boolean freshForTheReference = step.isFreshForTheReference();
        tally.check(Harm.FALSE_FRESH, wrong && step.isFresh(), where);
        tally.check(
                Harm.FALSE_FRESH,
                freshForTheReference && (!complete || (wrong && verification == EXISTS)),
                where + ", for the reference");
    }

    private void judgeNextRun(String where) throws IOException {
        boolean done = !(step.run(false).decision() instanceof Decision.Fresh);
        tally.check(Harm.WRONG_OUTPUT, !step.isRight(), where);
        tally.check(Harm.LOST_RESULT, !step.isFresh(), where + ", and the next run is not remembered");
        tally.check(Harm.LITTER, done && !step.litter().isEmpty(), where + ": " + step.litter());
    }
}
