package io.github.stepcache.console;

import io.github.stepcache.FingerprintProgress;
import io.github.stepcache.HashVolume;
import io.github.stepcache.TransferProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** The one line on a terminal that shows all the steps whose files are read or moved. Safe for use by many threads. */
final class ProgressLine {

    private static final int REDRAW_IN_MILLIS = 200;

    private final Supplier<PrintStream> output;
    private final Map<Object, Work> works = new LinkedHashMap<>();
    private String task = "";
    private @Nullable StepBarRenderer renderer;
    private @Nullable ProgressBar bar;

    ProgressLine(Supplier<PrintStream> output) {
        this.output = output;
    }

    /**
     * How far one step has come.
     *
     * @param task what is done with its files
     * @param step its name
     * @param progress how far that has come; of files that are moved, too
     */
    record Work(String task, String step, FingerprintProgress progress) {

        static Work of(String step, FingerprintProgress progress) {
            return new Work("Checking", step, progress);
        }

        /** In numbers, what is moved is like what is read. */
        static Work of(String step, TransferProgress progress) {
            FingerprintProgress numbers = new FingerprintProgress(
                    FingerprintProgress.Part.OUTPUTS,
                    progress.filesDone(),
                    progress.bytesDone(),
                    progress.files(),
                    progress.bytes(),
                    true,
                    new HashVolume(progress.filesDone(), progress.bytesDone()),
                    progress.elapsed());
            return new Work(
                    switch (progress.direction()) {
                        case RESTORING -> "Restoring";
                        case STORING -> "Storing";
                    },
                    step,
                    numbers);
        }
    }

    synchronized void show(Object call, Work work) {
        works.put(call, work);
        refresh();
    }

    synchronized void remove(Object call) {
        if (works.remove(call) == null) {
            return;
        }
        if (works.isEmpty()) {
            erase();
        } else {
            refresh();
        }
    }

    private void erase() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private void refresh() {
        List<String> tasks = works.values().stream().map(Work::task).distinct().toList();
        String now = tasks.size() == 1 ? tasks.get(0) : "Working";
        if (!now.equals(task)) { // a bar cannot be renamed
            erase();
            task = now;
        }
        FingerprintProgress all = works.values().stream()
                .map(Work::progress)
                .reduce(ProgressLine::sum)
                .orElseThrow();
        String text = (works.size() == 1 ? works.values().iterator().next().step() : works.size() + " steps") + ": "
                + all.describe();
        long done = all.bytesFound() > 0 ? all.bytesDone() : all.filesDone();
        long found = all.bytesFound() > 0 ? all.bytesFound() : all.filesFound();
        if (bar == null || renderer == null) {
            renderer = new StepBarRenderer(text);
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
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
