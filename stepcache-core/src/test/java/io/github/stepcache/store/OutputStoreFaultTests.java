package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.LogCapture;
import io.github.stepcache.store.http.Fault;
import io.github.stepcache.store.http.Fault.Outcome;
import io.github.stepcache.store.http.FaultyServer;
import io.github.stepcache.store.http.HttpStore;
import io.github.stepcache.trust.Effort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two machines share a faulty HTTP server: what comes back is right or nothing, and all of it once the server is well. */
@Timeout(120)
class OutputStoreFaultTests {

    private static final String SECRET = "sesame-5491";

    private final StoreDiary diary = new StoreDiary();
    private final LogCapture log = new LogCapture();
    private final List<OutputStore> stores = new ArrayList<>();

    @TempDir
    private Path temp;

    private FaultyServer server;
    private Path out;
    private StoreEntry entry;

    static LongStream seeds() {
        long seed = Effort.seed();
        return LongStream.range(seed, seed + Effort.of(3, 100));
    }

    @BeforeEach
    void makeATree() throws IOException {
        server = new FaultyServer();
        out = Files.createDirectory(temp.resolve("out"));
        Files.createDirectories(out.resolve("parts/empty"));
        Files.writeString(out.resolve("a.csv"), "a".repeat(100_000));
        Files.writeString(out.resolve("parts/b.csv"), "b".repeat(20_000));
        entry = StoredRun.of("k", out);
    }

    @AfterEach
    void stop() throws IOException {
        stores.forEach(OutputStore::close);
        server.close();
        log.close();
        assertThat(log.warnings() + "" + log.infos() + log.debugs() + diary.lines())
                .doesNotContain(SECRET);
    }

    @Test
    void whatOneMachineKeptTheOtherOneHas() throws IOException {
        assertThat(machine("one").keep(entry, out, TransferWatch.NONE)).isEmpty();

        assertThat(fetch(machine("two"))).isTrue();
        assertThat(diary.lines()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultyRecordIsNoneUntilTheServerIsWell(Fault fault) throws IOException {
        machine("one").keep(entry, out, TransferWatch.NONE);
        OutputStore two = machine("two");
        server.haveAlways(fault, "/ac/");

        assertThat(fetch(two)).isFalse();
        assertThat(diary.lines()).hasSize(fault.outcome() == Outcome.ABSENT ? 0 : 1);
        server.recover();
        assertThat(fetch(two)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultyContentsAreNoneUntilTheServerIsWell(Fault fault) throws IOException {
        machine("one").keep(entry, out, TransferWatch.NONE);
        OutputStore two = machine("two");
        server.haveAlways(fault, "/cas/");

        assertThat(fetch(two)).isFalse();
        switch (fault.outcome()) {
            case ABSENT -> assertThat(diary.lines()).isEmpty();
            case WRONG_CONTENT ->
                assertThat(diary.lines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line).startsWith("damaged: "));
            default ->
                assertThat(diary.lines())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line).startsWith("failed: "));
        }
        server.recover();
        assertThat(fetch(two)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatCannotBePushedIsKeptHereAndPushedLater(Fault fault) throws IOException {
        OutputStore one = machine("one");
        server.haveAlways(fault);

        assertThat(one.keep(entry, out, TransferWatch.NONE)).isEmpty();
        assertThat(fetch(one)).isTrue();
        assertThat(fetch(machine("two"))).isFalse();

        server.recover();
        assertThat(machine("one").keep(entry, out, TransferWatch.NONE)).isEmpty();
        assertThat(fetch(machine("three"))).isTrue();
    }

    @Test
    void serverThatRefusesConnectionsIsFoundAgain() throws IOException {
        machine("one").keep(entry, out, TransferWatch.NONE);
        OutputStore two = machine("two");
        server.refuse();

        assertThat(fetch(two)).isFalse();
        assertThat(two.problems())
                .singleElement()
                .asString()
                .contains("refused")
                .doesNotContain(SECRET);
        server.recover();
        assertThat(fetch(two)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverTheServerDoesWhatComesBackIsRight(long seed) throws IOException {
        Random random = new Random(seed);
        List<Fault> faults = List.of(Fault.values());
        for (int round = 0; round < 10; round++) {
            for (int i = random.nextInt(12); i > 0; i--) {
                server.have(faults.get(random.nextInt(faults.size())));
            }
            machine("one" + round).keep(entry, out, TransferWatch.NONE);
            fetch(machine("two" + round));
        }
        server.recover();
        machine("one").keep(entry, out, TransferWatch.NONE);
        assertThat(fetch(machine("two"))).isTrue();
    }

    /** Fetch all, and see that it is right, or nothing. */
    private boolean fetch(OutputStore store) throws IOException {
        Path back = temp.resolve("back-" + stores.size() + "-" + System.nanoTime());
        Optional<OutputStore.Fetched> fetched =
                store.fetch(entry.key(), found -> Optional.empty(), back, TransferWatch.NONE);
        if (fetched.isPresent()) {
            assertThat(fetched.get().entry()).isEqualTo(entry);
            assertThat(StoredRun.of("k", back)).isEqualTo(entry);
        } else if (Files.exists(back)) {
            assertThat(back).isEmptyDirectory();
        }
        return fetched.isPresent();
    }

    private OutputStore machine(String name) {
        OutputStore store = OutputStore.in(temp.resolve(name))
                .remote(HttpStore.at(server.uri())
                        .bearer(SECRET)
                        .timeout(Duration.ofMillis(300))
                        .build())
                .push(true)
                .attempts(1)
                .listener(diary)
                .build();
        stores.add(store);
        return store;
    }
}
