package io.github.stepcache;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.store.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes with folders of their own that share a bucket, and no lock: they may work twice, and never wrongly. */
@Timeout(300)
class MachinesTests {

    private static final List<String> INPUTS = List.of("a", "b", "c");

    @TempDir
    private Path dir;

    private S3Server server;

    @BeforeEach
    void startServer() throws IOException {
        server = S3Server.start(Files.createDirectory(dir.resolve("server")));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void machinesThatWorkAtOnceAllGetRightOutputsAndALaterOneRunsNothing() throws Exception {
        List<String> lines = new ArrayList<>();
        List<ChildJvm> machines = new ArrayList<>();
        try {
            machines.add(start("one", "a,b,a,c,b"));
            machines.add(start("two", "a,c,b,a,c"));
            machines.add(start("three", "c,b,a,b,c"));
            Files.createFile(dir.resolve(MachineProgram.GO));
            for (ChildJvm machine : machines) {
                List<String> output = machine.output();
                assertThat(machine.exitCode()).isZero();
                assertThat(output).hasSize(5 * MachineProgram.STEPS);
                lines.addAll(output);
            }
        } finally {
            machines.forEach(ChildJvm::close);
        }
        assertThat(lines).noneMatch(line -> line.contains("WRONG"));
        assertThat(ends(lines, "ran")).as("each step ran with each input").isEqualTo(all());
        assertThat(lines).as("what a machine did before is not done again").anyMatch(line -> line.endsWith("Restored"));

        try (ChildJvm late = start("late", "a,b,c")) {
            List<String> output = late.output();
            assertThat(late.exitCode()).isZero();
            assertThat(output).hasSize(all().size());
            assertThat(ends(output, "Restored")).isEqualTo(all());
        }
    }

    private ChildJvm start(String name, String inputs) throws IOException {
        Path folder = Files.createDirectory(dir.resolve(name));
        return ChildJvm.start(
                MachineProgram.class, folder.toString(), server.endpoint().toString(), inputs);
    }

    private static Set<String> ends(List<String> lines, String end) {
        return lines.stream()
                .filter(line -> line.endsWith(" " + end))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(toSet());
    }

    /** Each step with each input. */
    private static Set<String> all() {
        return IntStream.range(0, MachineProgram.STEPS)
                .boxed()
                .flatMap(step -> INPUTS.stream().map(input -> step + " " + input))
                .collect(toSet());
    }
}
