package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.manifest.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that keep and fetch the same things while others clean up get what was kept, or nothing. */
class StoreCrowdTests {

    private static final int PROCESSES = 4;
    private static final int ROUNDS = 150;
    private static final Pattern SAID = Pattern.compile("kept (\\d+) fetched (\\d+) missed (\\d+) wrong (\\d+)");

    @TempDir
    private Path temp;

    @Test
    void outputsAreRightOrNotThereWhileOthersCleanUp() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int seed = 0; seed < PROCESSES; seed++) {
            processes.add(ChildJvm.start(ChildJvm.command(
                    StoreCrowdProgram.class, List.of("-XX:TieredStopAtLevel=1", "-Xmx64m"), temp, seed, ROUNDS)));
        }
        int kept = 0;
        int fetched = 0;
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            Matcher said = SAID.matcher(output);
            assertThat(said.find()).as(output).isTrue();
            kept += Integer.parseInt(said.group(1));
            fetched += Integer.parseInt(said.group(2));
            assertThat(said.group(4)).as(output).isEqualTo("0");
            assertThat(output).doesNotContain("wrong content");
        }
        assertThat(kept).isGreaterThan(PROCESSES * ROUNDS / 5);
        assertThat(fetched).isPositive();
        assertThat(litter()).isEmpty();
    }

    private List<Path> litter() throws IOException {
        try (Stream<Path> tmp = Files.list(temp.resolve("store/tmp"))) {
            return tmp.toList();
        }
    }
}
