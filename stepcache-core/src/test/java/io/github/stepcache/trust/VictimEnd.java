package io.github.stepcache.trust;

import java.util.List;

/**
 * What became of a {@link VictimProcess}.
 *
 * @param hung whether it did not end in time
 * @param killed whether it was killed by the fault
 * @param said what it printed
 * @param operations its file operations that counted
 */
record VictimEnd(boolean hung, boolean killed, List<String> said, List<String> operations) {

    String lastOperation() {
        return operations.isEmpty() ? "before the first operation" : operations.get(operations.size() - 1);
    }

    /** Name an operation, by its number. */
    String operation(int number) {
        return operations.size() < number ? "after all operations" : operations.get(number - 1);
    }

    /** Name the outcome of the step: the value that its caller got, or the exception. */
    String outcome() {
        return said.isEmpty() ? "nothing" : said.get(0);
    }

    /** Tell whether the caller got what this run of the step has returned or thrown itself, if it was called. */
    boolean isOwn() {
        return said.contains("own true");
    }

    int calls() {
        return said.contains("calls 0") ? 0 : 1;
    }

    boolean isRemembered() {
        return said.contains("remembered true");
    }

    boolean isRestored() {
        return said.contains("restored true");
    }

    boolean isInterrupted() {
        return said.contains("interrupted true");
    }
}
