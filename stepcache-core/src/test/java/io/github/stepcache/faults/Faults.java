package io.github.stepcache.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Counts the operations of a {@link FaultyFileSystem}, and says which of them go wrong, and how. */
public final class Faults {

    /** What happens at the chosen operation. */
    public enum Kind {
        /** It fails, the others work. */
        ONCE,
        /** It does its work, and then says that it failed. */
        ONCE_LATE,
        /** It fails, and so do all that follow: the disk is gone. */
        FROM_THEN_ON,
        /** The thread is interrupted just before it. */
        INTERRUPT,
        /** The process ends: from there on, nothing works and nobody catches anything. */
        KILL
    }

    /** The end of the process, as far as one can be had inside a test. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String operation) {
            super("killed at " + operation);
        }
    }

    private final List<String> operations = new ArrayList<>();
    private Kind kind = Kind.ONCE;
    private int chosen = Integer.MAX_VALUE;
    private Predicate<String> refused = operation -> false;

    /** Let the n-th operation from now on go wrong; the first is number 1. */
    public synchronized void plan(Kind what, int number) {
        operations.clear();
        kind = what;
        chosen = number;
    }

    /** Let operations fail by their name, such as {@code delete /out/file}. */
    public synchronized void refuse(Predicate<String> operation) {
        refused = operation;
    }

    /** Let all work again. */
    public synchronized void heal() {
        chosen = Integer.MAX_VALUE;
        refused = operation -> false;
    }

    /** Tell whether the chosen operation came. */
    public synchronized boolean struck() {
        return operations.size() >= chosen;
    }

    /** Tell what was done since the plan was made, for messages. */
    public synchronized List<String> operations() {
        return List.copyOf(operations);
    }

    /** Put something else in its place among the operations. */
    public synchronized void note(String event) {
        operations.add(event);
    }

    /** Is asked before each operation. */
    synchronized void before(String operation) throws IOException {
        operations.add(operation);
        int number = operations.size();
        if (refused.test(operation)) {
            throw new IOException("refused: " + operation);
        }
        if (kind == Kind.INTERRUPT && number == chosen) {
            Thread.currentThread().interrupt();
        } else if (kind == Kind.KILL && number >= chosen) {
            throw new Killed(operation);
        } else if ((kind == Kind.ONCE && number == chosen) || (kind == Kind.FROM_THEN_ON && number >= chosen)) {
            throw new IOException("injected at operation " + number + ", " + operation);
        }
    }

    /** Is asked after each operation that has done its work. */
    synchronized void after(String operation) throws IOException {
        if (kind == Kind.ONCE_LATE && operations.size() == chosen) {
            throw new IOException("injected after operation " + chosen + ", " + operation);
        }
    }
}
