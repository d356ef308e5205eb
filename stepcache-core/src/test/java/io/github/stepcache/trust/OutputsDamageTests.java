package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.trust.OutputsDamage.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a random output of a random tree, the step is stale and the reason names the output; once all is
 * written again as it was, the step is fresh (5.2). By the reference's rule, only what is missing counts.
 */
class OutputsDamageTests {

    private static final List<OutputsDamage> DAMAGES = List.of(OutputsDamage.values());
    private static final int STRIKES_A_TREE = 50;

    @TempDir
    private Path base;

    private final StepSpec spec = StepSpec.named("report")
            .inputs("raw")
            .outputDir(Path.of("out"))
            .requiredOutputs(OutputsTree.REQUIRED)
            .build();

    @BeforeEach
    void writeInputs() throws IOException {
        Files.createDirectories(base.resolve("raw"));
        Files.writeString(base.resolve("raw/a.csv"), "a");
    }

    @Test
    void damagedOutputIsStaleAndNamedAndFreshOncePutBack() throws IOException {
        StepCache cache = StepCache.builder().baseDir(base).build();
        strike("outputs damaged", cache, (decision, expected) -> expected.isIn(decision.reasons()));
    }

    @Test
    void damagedOutputIsStaleByTheRuleOfTheReferenceOnlyWhereItIsMissing() throws IOException {
        StepCache cache = StepCache.builder()
                .baseDir(base)
                .verifyOutputs(OutputVerification.EXISTS)
                .build();
        strike("outputs damaged, only existence verified", cache, (decision, expected) -> {
            boolean gone =
                    expected.type() == OutputMissing.class && expected.key().equals("report.txt");
            return decision.isFresh() ? !gone : decision.reasons().stream().allMatch(OutputMissing.class::isInstance);
        });
    }

    /** Tells whether a decision is the right one. */
    private interface Judge {
        boolean isRight(Decision decision, Expected expected);
    }

    private void strike(String loop, StepCache cache, Judge judge) throws IOException {
        long seed = Effort.seed();
        Random random = new Random(seed);
        Tally tally = new Tally(loop + " with seed " + seed);
        for (int trees = Effort.of(4, 400); trees > 0; trees--) {
            OutputsTree tree = new OutputsTree(base.resolve("out"), random);
            cache.forget(spec);
            cache.run(spec, tree::write);
            for (int strikes = STRIKES_A_TREE; strikes > 0; strikes--) {
                OutputsDamage damage = DAMAGES.get(random.nextInt(DAMAGES.size()));
                Expected expected = damage.strike(tree, base.resolve("aside"), random);
                Decision decision = cache.check(spec);
                tally.tried(decision.isFresh() ? "unnoticed" : "noticed");
                boolean wrong = !judge.isRight(decision, expected);
                tally.check(Harm.FALSE_FRESH, wrong, damage + " " + expected + " but " + decision.describe());
                tree.write();
                OutputsTree.remove(base.resolve("aside"));
                Decision healed = cache.check(spec);
                tally.check(Harm.LOST_RESULT, !healed.isFresh(), "after " + damage + ", " + healed.describe());
            }
        }
        tally.finish();
    }
}
