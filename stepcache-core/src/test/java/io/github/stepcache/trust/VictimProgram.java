package io.github.stepcache.trust;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the attacked process does: it runs the {@link VictimStep} once and prints what came of it, a line each. Whether
 * the cache gave back the step's own value or exception is seen here, where it is still the same object.
 */
final class VictimProgram {

    private final Path base;
    private final VictimSituation situation;
    private final VictimStep step;
    private final boolean spared;
    private int calls;
    private @Nullable Throwable failure;

    private VictimProgram(Path base, VictimSituation situation, OutputVerification verification, boolean spared) {
        this.base = base;
        this.situation = situation;
        this.step = new VictimStep(base, verification);
        this.spared = spared;
    }

    /** The directory, the situation, how outputs are verified, and whether faults spare the step's own operations. */
    public static void main(String[] args) {
        new VictimProgram(
                        Path.of(args[0]),
                        VictimSituation.valueOf(args[1]),
                        OutputVerification.valueOf(args[2]),
                        Boolean.parseBoolean(args[3]))
                .run();
    }

    private void run() {
        StepCache cache = step.cache(situation.isForced());
        StepSpec spec = step.spec();
        String outcome;
        boolean own = false;
        boolean remembered = false;
        boolean restored = false;
        Shim.startCounting(base);
        try {
            StepResult<String> result = cache.run(spec, this::work);
            outcome = "returned " + result.value();
            own = calls == (result.executed() ? 1 : 0);
            remembered = result.remembered();
            restored = result.decision() instanceof Decision.Restored;
        } catch (Throwable thrown) {
            outcome = "threw " + thrown;
            own = thrown == failure && thrown.getSuppressed().length == 0;
        }
        Shim.stopCounting(base);
        System.out.println(outcome);
        System.out.println("own " + own);
        System.out.println("calls " + calls);
        System.out.println("remembered " + remembered);
        System.out.println("restored " + restored);
        System.out.println("interrupted " + Thread.interrupted());
    }

    private String work() throws IOException {
        if (spared) {
            Shim.stopCounting(base);
        }
        calls++;
        try {
            if (situation == VictimSituation.FAILING) {
                step.workByHalf();
                throw new IOException("the step's own failure");
            }
            return step.work();
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            if (situation == VictimSituation.INTERRUPTED) {
                Thread.currentThread().interrupt();
            }
            if (spared) {
                Shim.startCounting(base);
            }
        }
    }
}
