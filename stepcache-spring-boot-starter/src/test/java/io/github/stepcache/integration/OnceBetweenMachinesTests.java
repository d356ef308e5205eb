package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Applications in processes with folders of their own, with one bucket, and locks in one place. */
@Timeout(300)
@Tag("servers")
class OnceBetweenMachinesTests {

    private static final int MACHINES = 3;
    private static final int STEPS = 3;

    @TempDir
    private Path scratch;

    @BeforeEach
    void writeInputs() throws IOException {
        for (int machine = 0; machine < MACHINES; machine++) {
            for (String study : SharedProgram.STUDIES) {
                Path data = Files.createDirectories(folder(machine).resolve("data/" + study));
                for (int file = 0; file <= SharedProgram.STUDIES.indexOf(study); file++) {
                    Files.writeString(data.resolve(file + ".csv"), study + ';' + file + '\n');
                }
            }
        }
        Files.createDirectory(scratch.resolve("s3"));
    }

    @Test
    void eachStepRunsOnceWithLocksInPostgres() throws Exception {
        try (PostgresServer server = new PostgresServer()) {
            new JdbcPlace(server.url()).makeTables();
            eachStepRunsOnce("--test.database=" + server.url());
        }
    }

    @Test
    void eachStepRunsOnceWithLocksInRedis() throws Exception {
        try (RedisServer server = new RedisServer()) {
            eachStepRunsOnce("--test.redis-port=" + server.port());
        }
    }

    private void eachStepRunsOnce(String locks) throws Exception {
        try (S3Server store = new S3Server(scratch.resolve("s3"))) {
            List<String> printed = runAll(store, locks);
            assertThat(ran(printed))
                    .as("what ran, on %d machines", MACHINES)
                    .doesNotHaveDuplicates()
                    .hasSize(STEPS * SharedProgram.STUDIES.size());
            outputsAreRight(printed);

            assertThat(ran(runAll(store, locks))).as("with all in place").isEmpty();

            for (int machine = 0; machine < MACHINES; machine++) {
                FileSystemUtils.deleteRecursively(folder(machine).resolve("out"));
                FileSystemUtils.deleteRecursively(folder(machine).resolve(".stepcache"));
            }
            List<String> restored = runAll(store, locks);
            assertThat(ran(restored)).as("with all in the bucket").isEmpty();
            outputsAreRight(restored);
        }
    }

    /** Run all machines at the same time, each with another order of studies; give what they print. */
    private List<String> runAll(S3Server store, String locks) throws Exception {
        List<ChildJvm> machines = new ArrayList<>();
        try {
            for (int machine = 0; machine < MACHINES; machine++) {
                List<String> arguments = new ArrayList<>(List.of(store.settings()));
                arguments.addAll(
                        List.of("--stepcache.base-dir=" + folder(machine), "--stepcache.lock=registry", locks));
                machines.add(ChildJvm.start(SharedProgram.class, arguments.toArray(String[]::new)));
            }
            for (ChildJvm machine : machines) {
                machine.line(SharedProgram.READY);
            }
            for (int machine = 0; machine < MACHINES; machine++) {
                machines.get(machine).print(machine / 2 + "\n"); // two begin with the same study
            }
            List<String> printed = new ArrayList<>();
            for (ChildJvm machine : machines) {
                printed.add(machine.end());
            }
            return printed;
        } finally {
            machines.forEach(ChildJvm::close);
        }
    }

    private static List<String> ran(List<String> printed) {
        return printed.stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(SharedProgram.RAN))
                .toList();
    }

    private void outputsAreRight(List<String> printed) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String study : SharedProgram.STUDIES) {
            int files = SharedProgram.STUDIES.indexOf(study) + 1;
            StringBuilder all = new StringBuilder();
            for (int file = 0; file < files; file++) {
                all.append(study).append(';').append(file).append('\n');
                expected.put(study + "/collect/parts/" + file + ".csv", "read");
            }
            String report = study + " has " + files;
            expected.put(study + "/collect/all.csv", all.toString());
            expected.put(study + "/count/count.txt", String.valueOf(files));
            expected.put(study + "/report/report.txt", report);
            assertThat(printed).allSatisfy(lines -> assertThat(lines).contains("RESULT " + study + ' ' + report));
        }
        for (int machine = 0; machine < MACHINES; machine++) {
            assertThat(outputs(folder(machine).resolve("out"))).isEqualTo(expected);
        }
    }

    private static Map<String, String> outputs(Path directory) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    outputs.put(directory.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return outputs;
    }

    private Path folder(int machine) {
        return scratch.resolve("machine" + machine);
    }
}
