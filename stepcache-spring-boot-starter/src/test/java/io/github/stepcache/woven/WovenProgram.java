package io.github.stepcache.woven;

import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tries scenarios, all or those that are named, in a process whose classes are woven, and prints what becomes of them. */
final class WovenProgram {

    static final String OUTCOME = "OUTCOME of ";

    private WovenProgram() {}

    public static void main(String[] arguments) throws IOException {
        Path base = Path.of(arguments[0]);
        List<String> names = List.of(arguments).subList(1, arguments.length);
        for (WovenScenario scenario : WovenScenario.values()) {
            if (!names.isEmpty() && !names.contains(scenario.name())) {
                continue;
            }
            Workspace work = new Workspace(Files.createDirectory(base.resolve(scenario.name())));
            System.out.println(OUTCOME + scenario + ": " + outcome(scenario, work));
        }
    }

    private static String outcome(WovenScenario scenario, Workspace work) {
        try {
            return scenario.outcome(work);
        } catch (Throwable failure) {
            return failure + "; runs " + work.runs().size();
        }
    }
}
