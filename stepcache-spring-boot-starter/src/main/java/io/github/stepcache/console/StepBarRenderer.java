package io.github.stepcache.console;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** Draws a bar with our own words behind it, in ASCII, since nobody knows what a terminal can show. */
final class StepBarRenderer extends DefaultProgressBarRenderer {

    private volatile String text;

    StepBarRenderer(String text) {
        super(ProgressBarStyle.ASCII, "", 1, false, null, ChronoUnit.SECONDS, false, state -> Optional.empty());
        this.text = text;
    }

    void say(String words) {
        text = words;
    }

    @Override
    protected String ratio(ProgressState state) {
        return text;
    }
}
