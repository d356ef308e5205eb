package io.github.stepcache.trust;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.manifest.ChildJvm;
import io.github.stepcache.trust.PowerStep.Start;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the {@link PowerStep} in a process of its own, on a file system whose power is cut on its way. */
final class PowerCut {

    private static final int KILLED = 128 + 9;

    private final LoopMount mount;
    private final Shim shim;
    private final Path log;

    PowerCut(LoopMount mount, Shim shim) {
        this.mount = mount;
        this.shim = shim;
        this.log = mount.scratch().resolve("operations");
    }

    /**
     * Run the step, cut the power right after one of its operations, and start the file system anew.
     *
     * @param at the number of the operation; 0 for no cut
     * @param neighbour whether another file is forced to disk just before the cut, and with it the journal
     * @return the operations that change something, up to the cut; each is a number, a call, and a path
     */
    List<String> run(Path base, Start start, OutputVerification verification, int at, boolean neighbour)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(base, start, verification));
        Path said = mount.scratch().resolve("said");
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        shim.preload(builder, base, log, new ShimFault("cut", at, ShimFault.CHANGES));
        builder.environment().put("FAULT_MOUNT", mount.directory().toString());
        if (neighbour) {
            builder.environment()
                    .put(
                            "FAULT_NEIGHBOUR",
                            mount.directory().resolve("neighbour").toString());
        }
        Process process = builder.start();
        boolean ended = process.waitFor(60, SECONDS);
        int exit = process.destroyForcibly().waitFor();
        if (!ended || exit != (at == 0 ? 0 : KILLED) || Files.size(said) > 0) {
            throw new IllegalStateException("The process ended with " + exit + ": " + Files.readString(said));
        }
        mount.restart();
        return Files.readAllLines(log);
    }

    private static List<String> command(Path base, Start start, OutputVerification verification) {
        List<String> options = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-Dslf4j.internal.verbosity=ERROR");
        List<String> command =
                new ArrayList<>(ChildJvm.command(PowerStep.class, options, base, start.name(), verification.name()));
        // Without a logger, which would take as long to start as the rest.
        command.replaceAll(part -> part.equals(System.getProperty("java.class.path")) ? withoutLogger(part) : part);
        return command;
    }

    private static String withoutLogger(String classPath) {
        return List.of(classPath.split(File.pathSeparator)).stream()
                .filter(entry -> !entry.contains("logback"))
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }
}
