package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.ReferenceReader;
import io.github.stepcache.manifest.StepManifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at what a process in trouble has left behind, and goes on from there, twice: with the input that it had, and with
 * the other one. Nothing may be fresh over outputs of another input, neither for us nor for the reference, and the next
 * run makes everything good.
 */
final class VictimRecovery {

    private final Tally tally;
    private final OutputVerification verification;
    private final Path left;
    private final String where;

    VictimRecovery(Tally tally, OutputVerification verification, Path left, String where) {
        this.tally = tally;
        this.verification = verification;
        this.left = left;
        this.where = where;
    }

    /** Check that the manifest is whole or absent; where nothing else could be done, it may have been emptied. */
    VictimRecovery checkManifest(boolean mayBeEmpty) throws IOException {
        VictimStep step = new VictimStep(left, verification);
        Path manifest = step.manifest();
        boolean empty = Files.exists(manifest) && Files.size(manifest) == 0;
        ManifestLookup lookup = StepManifests.read(VictimStep.NAME, step.directory());
        boolean torn = lookup instanceof ManifestLookup.Unreadable && !(mayBeEmpty && empty);
        tally.check(Harm.TORN_MANIFEST, torn, where + ": " + lookup);
        return this;
    }

    /** Check that the step is fresh if and only if its caller was told so. */
    VictimRecovery checkMemory(boolean remembered) {
        VictimStep step = new VictimStep(left, verification);
        boolean fresh = step.cache(false).check(step.spec()).isFresh();
        tally.check(Harm.LOST_RESULT, remembered && !fresh, where + ": remembered, and not fresh");
        tally.check(Harm.FALSE_FRESH, fresh && !remembered, where + ": not remembered, and fresh");
        return this;
    }

    void recover() throws IOException {
        for (String input : new String[] {VictimStep.OLD, VictimStep.NEW}) {
            Path base = VictimTree.copy(left, left.resolveSibling(left.getFileName() + "-then-" + input));
            recover(base, input);
            VictimTree.delete(base);
            tally.tried("recoveries");
        }
    }

    private void recover(Path base, String input) throws IOException {
        try (VictimStep step = new VictimStep(base, verification)) {
            if (!step.input().equals(input)) {
                step.input(input);
            }
            String here = where + ", then input " + input;
            tally.check(Harm.FALSE_FRESH, isFalselyFreshForReference(step, input), here + ", for the reference");
            try {
                runTwice(step, input, here);
            } catch (RuntimeException e) {
                tally.check(Harm.LOST_RESULT, true, here + ": " + e);
            }
        }
    }

    private void runTwice(VictimStep step, String input, String here) throws IOException {
        boolean fresh = step.cache(false).check(step.spec()).isFresh();
        tally.check(Harm.FALSE_FRESH, fresh && !step.hasOutputsOf(input), here);
        StepResult<String> first = step.cache(false).run(step.spec(), step::work);
        Harm wrongValue = fresh ? Harm.FALSE_FRESH : Harm.LOST_RESULT;
        tally.check(wrongValue, !first.value().equals(VictimStep.value(input)), here + ": " + first);
        tally.check(Harm.WRONG_OUTPUT, !step.hasOutputsOf(input), here + ": " + first);
        tally.check(Harm.LOST_RESULT, !first.remembered(), here + ": not remembered");
        tally.check(
                Harm.LOST_RESULT,
                (first.decision() instanceof Decision.Fresh) != fresh,
                here + ": check and run do not agree");
        if (first.decision() instanceof Decision.Restored) {
            tally.tried("restored");
        }
        StepResult<String> second = step.cache(false).run(step.spec(), step::work);
        boolean same = second.value().equals(VictimStep.value(input));
        tally.check(Harm.LOST_RESULT, second.executed() || !same, here + ": then " + second);
        if (fresh) { // only a run that saves something cleans up
            step.cache(true).run(step.spec(), step::work);
        }
        tally.check(Harm.LITTER, !step.litter(input).isEmpty(), here + ": " + step.litter(input));
    }

    /** The reference looks at the existence of outputs only, so it has to be told by the manifest that they are no good. */
    private static boolean isFalselyFreshForReference(VictimStep step, String input) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        FileHashes.ofDirectory(step.directory().resolveSibling("raw"))
                .forEach((key, hash) -> hashes.put("raw/" + key, hash));
        boolean fresh = ReferenceReader.isFresh(
                VictimStep.NAME, step.directory(), hashes, Map.of("schema", "1.0.0"), VictimStep.REQUIRED);
        return fresh && !step.hasOutputsOf(input);
    }
}
