package io.github.stepcache;

import io.github.stepcache.decision.Decision;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;

/** How a call of a step has ended, in the words of the log. */
final class CallText {

    /** What a directory is in the outputs of a manifest. */
    private static final String DIRECTORY = "directory";

    private CallText() {}

    static String of(StepResult<?> result) {
        if (result.executed()) {
            return "ran, " + result.decision().describe() + "; " + count(result.inputs(), "input") + ", took "
                    + inSeconds(result.duration());
        }
        return result.decision() instanceof Decision.Restored restored ? restored(result, restored) : skipped(result);
    }

    static String of(StepFailure failure) {
        String why = failure.decision()
                .map(decision -> (decision.isFresh() ? "it was " : "it ran because it was ") + decision.describe())
                .orElse("it was not run, since nothing could be decided");
        return "failed after " + inSeconds(failure.duration()) + " with "
                + failure.exception().getClass().getName() + "; " + why;
    }

    private static String skipped(StepResult<?> result) {
        return "skipped, " + result.decision().describe() + "; " + count(result.inputs(), "input") + " checked in "
                + inSeconds(result.duration()) + saved(result);
    }

    private static String restored(StepResult<?> result, Decision.Restored restored) {
        return restored.describe() + "; " + count(result.inputs(), "input")
                + restored.manifest()
                        .outputHashes()
                        .map(outputs -> ", " + count(files(outputs), "output"))
                        .orElse("")
                + ", took " + inSeconds(result.duration()) + saved(result);
    }

    private static long files(SortedMap<String, String> outputs) {
        return outputs.values().stream()
                .filter(output -> !output.equals(DIRECTORY))
                .count();
    }

    private static String saved(StepResult<?> result) {
        return result.saved()
                .map(duration -> ", " + inSeconds(duration) + " saved")
                .orElse("");
    }

    private static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }

    private static String inSeconds(Duration duration) {
        long millis = duration.toMillis();
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
