package io.github.stepcache.trust;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.stepcache.OutputVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a {@link VictimProgram} in a process of its own, with a fault on its way, and waits for its end. */
final class VictimProcess {

    private static final int LIMIT_IN_SECONDS = 60;
    private static final int KILLED = 128 + 9;

    private final Shim shim;
    private final List<String> command;

    private VictimProcess(Shim shim, List<String> command) {
        this.shim = shim;
        this.command = command;
    }

    /** Get all ready in a directory: the library, and an archive of classes that the processes share. */
    static VictimProcess prepare(Path directory) throws IOException, InterruptedException {
        Shim shim = Shim.compile(directory);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = VictimClasses.pack(directory);
        Path archive = directory.resolve("victim.jsa");
        new VictimProcess(shim, command(java, "-XX:ArchiveClassesAtExit=" + archive, classPath))
                .run(
                        VictimSituation.CHANGED.prepare(directory.resolve("rehearsal"), OutputVerification.CONTENT),
                        VictimSituation.CHANGED,
                        OutputVerification.CONTENT,
                        false,
                        new ShimFault("none", 0, ""));
        return new VictimProcess(shim, command(java, "-XX:SharedArchiveFile=" + archive, classPath));
    }

    private static List<String> command(String java, String sharing, String classPath) {
        return List.of(
                java,
                sharing,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath,
                VictimProgram.class.getName());
    }

    /**
     * Run the step.
     *
     * @param base the directory of the step; the process leaves its log and what it printed beside it
     * @param spared whether faults spare the step's own operations
     */
    VictimEnd run(
            Path base, VictimSituation situation, OutputVerification verification, boolean spared, ShimFault fault)
            throws IOException, InterruptedException {
        Path log = base.resolveSibling(base.getFileName() + ".log");
        Path said = base.resolveSibling(base.getFileName() + ".out");
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(base.toString(), situation.name(), verification.name(), String.valueOf(spared)));
        ProcessBuilder builder =
                new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(said.toFile());
        shim.preload(builder, base, log, fault);
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_IN_SECONDS, SECONDS);
        int exit = process.destroyForcibly().waitFor();
        List<String> operations = Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
        VictimEnd end = new VictimEnd(!ended, ended && exit == KILLED, Files.readAllLines(said), operations);
        Files.deleteIfExists(log);
        Files.delete(said);
        return end;
    }
}
