package io.github.stepcache.console;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * A line on a terminal that is drawn again and again, and erased at the end. The cursor always rests at its beginning: what
 * others write, a log line say, begins there too and takes its place, and the next drawing is below it.
 *
 * <p>Unlike the library's own consumers, it does not ask JLine for the width of the terminal: that loads native code, which
 * Java 24 warns of. A line that is too long is cut by the terminal, which is told not to wrap it.
 */
final class ErasableLine implements ProgressBarConsumer {

    private static final int MOST_COLUMNS = 110;
    private static final String NO_WRAPPING = "\u001b[?7l";
    private static final String WRAPPING = "\u001b[?7h";
    private static final String ERASE_TO_THE_END = "\u001b[K";

    private final PrintStream terminal;
    private boolean closed;

    ErasableLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public int getMaxRenderedLength() {
        return MOST_COLUMNS;
    }

    /** All in one piece: nobody's line comes in between. */
    @Override
    public synchronized void accept(String line) {
        if (!closed) {
            print("\r" + ERASE_TO_THE_END + NO_WRAPPING + line + WRAPPING + "\r");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            print("\r" + ERASE_TO_THE_END);
        }
    }

    private void print(String text) {
        terminal.print(text);
        terminal.flush();
    }
}
