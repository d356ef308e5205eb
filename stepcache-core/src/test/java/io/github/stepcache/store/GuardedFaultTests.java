package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.LogCapture;
import io.github.stepcache.store.StoredName.Area;
import io.github.stepcache.store.http.Fault;
import io.github.stepcache.store.http.Fault.Outcome;
import io.github.stepcache.store.http.FaultyServer;
import io.github.stepcache.store.http.HttpStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a faulty HTTP server behind a guard: tried again, told, left alone, found again. */
@Timeout(60)
class GuardedFaultTests {

    private static final String SECRET = "sesame-5491";

    private final StoredName name = new StoredName(Area.BLOB, "ab".repeat(32));
    private final byte[] content = new byte[100_000];
    private final TestClock clock = new TestClock();
    private final StoreDiary diary = new StoreDiary();
    private final LogCapture log = new LogCapture();

    private FaultyServer server;
    private GuardedStore store;
    private Path file;

    static Stream<Fault> passing() {
        return Stream.of(Fault.values()).filter(fault -> fault.outcome() == Outcome.PASSING);
    }

    @BeforeEach
    void keepSomething(@TempDir Path scratch) throws IOException {
        new Random(7).nextBytes(content);
        file = Files.write(scratch.resolve("content"), content);
        server = new FaultyServer();
        HttpStore http = HttpStore.at(server.uri())
                .basic("reader", SECRET)
                .timeout(Duration.ofMillis(300))
                .build();
        store = new GuardedStore(http, 3, diary, clock);
        store.put(name, file);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        log.close();
        assertThat(log.warnings() + "" + log.infos() + log.debugs() + diary.lines())
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void faultThatPassesIsNotSeen(Fault fault) throws IOException {
        server.have(fault, fault);

        assertThat(get()).isEqualTo(content);
        assertThat(diary.lines()).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void faultThatStaysIsToldOnceAndTheNextCallFindsTheServerWell(Fault fault) throws IOException {
        server.haveAlways(fault);
        Throwable thrown = catchThrowable(this::get);
        server.recover();

        boolean failed = Set.of(Outcome.PASSING, Outcome.STAYING).contains(fault.outcome());
        assertThat(diary.lines()).hasSize(failed ? 1 : 0);
        assertThat(log.warnings()).hasSize(failed ? 1 : 0);
        assertThat(thrown).isInstanceOf(failed ? IOException.class : AssertionError.class);
        assertThat(get()).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void serverThatIsAwayIsLeftAloneAndFoundAgain(Fault fault) throws IOException {
        server.haveAlways(fault);
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowable(this::get)).isInstanceOf(IOException.class);
        }
        int asked = server.heads().size();
        assertThat(catchThrowable(() -> store.put(name, file))).isInstanceOf(IOException.class);
        assertThat(server.heads()).hasSize(asked);
        assertThat(diary.lines()).hasSize(3).element(1).isEqualTo("down");

        server.recover();
        clock.pass(Duration.ofSeconds(31));
        assertThat(get()).isEqualTo(content);
        assertThat(diary.lines()).hasSize(4).endsWith("up");
        store.put(name, file);
    }

    @Test
    void serverThatRefusesConnectionsIsFoundAgain() throws IOException {
        server.refuse();
        for (int i = 0; i < 5; i++) {
            assertThat(catchThrowable(this::get)).isInstanceOf(IOException.class);
        }
        assertThat(diary.lines()).contains("down");

        server.recover();
        clock.pass(Duration.ofSeconds(31));
        assertThat(get()).isEqualTo(content);
        assertThat(diary.lines()).endsWith("up");
    }

    private byte[] get() throws IOException {
        ByteArrayOutputStream[] last = new ByteArrayOutputStream[1];
        boolean found = store.get(name, 1_000_000, () -> last[0] = new ByteArrayOutputStream());
        assertThat(found).isTrue();
        assertThat(last[0].toByteArray()).isEqualTo(content);
        return last[0].toByteArray();
    }
}
