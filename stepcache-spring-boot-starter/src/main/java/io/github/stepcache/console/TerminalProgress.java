package io.github.stepcache.console;

import io.github.stepcache.FingerprintProgress;
import io.github.stepcache.StepFailure;
import io.github.stepcache.StepListener;
import io.github.stepcache.StepResult;
import io.github.stepcache.TransferProgress;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Shows a progress bar while reading the files of steps takes long, or restoring or storing them, if the standard output is a
 * terminal. It is one line, however many steps are at it at once, and it is gone when they are; where output goes to a file or a pipe, nothing is
 * written.
 */
public final class TerminalProgress implements StepListener {

    private final BooleanSupplier terminal;
    private final ProgressLine line;

    TerminalProgress(BooleanSupplier terminal, Supplier<PrintStream> output) {
        this.terminal = terminal;
        this.line = new ProgressLine(output);
    }

    /**
     * Show progress on the standard output.
     *
     * @return a listener; it looks for a terminal when there is something to show
     */
    public static TerminalProgress onStandardOutput() {
        return new TerminalProgress(new StandardTerminal()::isThere, () -> System.out);
    }

    @Override
    public StepListener on(StepSpec spec) {
        return new Call();
    }

    /** Of one call, what is read and restored before the decision, and what is read and stored after the run. */
    private final class Call implements StepListener {

        @Override
        public void fingerprinting(StepSpec spec, FingerprintProgress progress) {
            if (terminal.getAsBoolean()) {
                line.show(this, ProgressLine.Work.of(spec.name(), progress));
            }
        }

        @Override
        public void transferring(StepSpec spec, TransferProgress progress) {
            if (terminal.getAsBoolean()) {
                line.show(this, ProgressLine.Work.of(spec.name(), progress));
            }
        }

        @Override
        public void decided(StepSpec spec, Decision decision) {
            line.remove(this);
        }

        @Override
        public void completed(StepSpec spec, StepResult<?> result) {
            line.remove(this);
        }

        @Override
        public void failed(StepSpec spec, StepFailure failure) {
            line.remove(this);
        }
    }
}
