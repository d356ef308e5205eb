package io.github.stepcache.console;

import io.github.stepcache.FingerprintProgress;
import io.github.stepcache.HashVolume;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** The one line on a terminal that shows all the steps that are being read. Safe for use by many threads. */
final class ProgressLine {

    private static final int REDRAW_IN_MILLIS = 200;

    private final Supplier<PrintStream> output;
    private final Map<Object, Reading> readings = new LinkedHashMap<>();
    private @Nullable StepBarRenderer renderer;
    private @Nullable ProgressBar bar;

    ProgressLine(Supplier<PrintStream> output) {
        this.output = output;
    }

    /**
     * How far one step has come.
     *
     * @param step its name
     */
    private record Reading(String step, FingerprintProgress progress) {}

    synchronized void show(Object call, String step, FingerprintProgress progress) {
        readings.put(call, new Reading(step, progress));
        refresh();
    }

    synchronized void remove(Object call) {
        if (readings.remove(call) == null) {
            return;
        }
        if (!readings.isEmpty()) {
            refresh();
        } else if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private void refresh() {
        FingerprintProgress all = readings.values().stream()
                .map(Reading::progress)
                .reduce(ProgressLine::sum)
                .orElseThrow();
        String text =
                (readings.size() == 1 ? readings.values().iterator().next().step() : readings.size() + " steps") + ": "
                        + all.describe();
        long done = all.bytesFound() > 0 ? all.bytesDone() : all.filesDone();
        long found = all.bytesFound() > 0 ? all.bytesFound() : all.filesFound();
        if (bar == null || renderer == null) {
            renderer = new StepBarRenderer(text);
            bar = new ProgressBarBuilder()
                    .setTaskName("Checking")
                    .continuousUpdate() // a log line may have taken its place
                    .startsFrom(done, all.elapsed())
                    .setUpdateIntervalMillis(REDRAW_IN_MILLIS)
                    .setRenderer(renderer)
                    .setConsumer(new ErasableLine(output.get()))
                    .build();
        }
        renderer.say(text);
        bar.maxHint(all.allFound() ? found : -1);
        bar.stepTo(done);
    }

    private static FingerprintProgress sum(FingerprintProgress one, FingerprintProgress other) {
        Duration longer = one.elapsed().compareTo(other.elapsed()) > 0 ? one.elapsed() : other.elapsed();
        return new FingerprintProgress(
                one.part(),
                one.filesDone() + other.filesDone(),
                one.bytesDone() + other.bytesDone(),
                one.filesFound() + other.filesFound(),
                one.bytesFound() + other.bytesFound(),
                one.allFound() && other.allFound(),
                new HashVolume(
                        one.read().files() + other.read().files(),
                        one.read().bytes() + other.read().bytes()),
                longer);
    }
}
