package io.github.stepcache.console;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether somebody sees the standard output, on a terminal that can go back to the beginning of a line. It is asked
 * once, since that can load a part of the JDK.
 */
final class StandardTerminal {

    private @Nullable Boolean there;

    synchronized boolean isThere() {
        if (there == null) {
            Map<String, String> environment = System.getenv();
            boolean windows = System.getProperty("os.name", "").startsWith("Windows");
            there = canErase(environment, windows) && isTerminal(System.console());
        }
        return there;
    }

    /** The old console of Windows shows escape sequences instead of obeying them. */
    static boolean canErase(Map<String, String> environment, boolean windows) {
        return windows ? environment.containsKey("WT_SESSION") : !"dumb".equals(environment.get("TERM"));
    }

    /** Since Java 22, there can be a console where there is no terminal, and it says so. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
