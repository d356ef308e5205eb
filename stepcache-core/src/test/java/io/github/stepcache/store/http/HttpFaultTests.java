package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import io.github.stepcache.store.http.Fault.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call to a faulty server ends, with what is true or with the right exception, and the next one finds it well. */
@Timeout(60)
class HttpFaultTests {

    private static final String SECRET = "sesame-5491";
    private static final long LIMIT = 1_000_000;

    private final StoredName name = new StoredName(Area.BLOB, "ab".repeat(32));
    private final byte[] content = new byte[100_000];

    private FaultyServer server;
    private HttpStore store;

    @TempDir
    private Path scratch;

    @BeforeEach
    void keepSomething() throws IOException {
        new Random(7).nextBytes(content);
        server = new FaultyServer();
        store = HttpStore.at(server.uri())
                .basic("reader", SECRET)
                .timeout(Duration.ofMillis(300))
                .build();
        store.put(name, Files.write(scratch.resolve("content"), content));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void fetchEndsWithWhatIsTrueOrTheRightException(Fault fault) throws IOException {
        server.haveAlways(fault);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        boolean[] found = new boolean[1];

        @Nullable Throwable thrown = catchAndLook(() -> found[0] = store.get(name, LIMIT, got));
        assertThat(outcome(thrown, found[0])).isEqualTo(fault.outcome());
        assertThat(got.size()).isLessThanOrEqualTo((int) LIMIT);
        if (fault.outcome() == Outcome.WRONG_CONTENT) {
            assertThat(got.toByteArray()).isNotEqualTo(content);
        }
        assertWorks();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void questionEndsWithAnExceptionOrAnAnswer(Fault fault) throws IOException {
        server.haveAlways(fault);
        boolean[] has = new boolean[1];

        @Nullable Throwable thrown = catchAndLook(() -> has[0] = store.has(name));
        if (fault.name().startsWith("STATUS")) {
            assertThat(outcome(thrown, has[0])).isEqualTo(fault.outcome());
        }
        assertWorks();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void keepingEndsWithAnExceptionWhereTheServerDidNotSayThatItHasIt(Fault fault) throws IOException {
        byte[] large = new byte[20_000_000];
        Path file = Files.write(scratch.resolve("large"), large);
        server.haveAlways(fault);

        @Nullable Throwable thrown = catchAndLook(() -> store.put(name, file));
        if (fault.name().startsWith("STATUS")) {
            assertThat(thrown).isInstanceOf(IOException.class);
        }
        assertWorks();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void checkEnds(Fault fault) throws IOException {
        server.haveAlways(fault);

        @Nullable Throwable thrown = catchAndLook(store::check);
        if (fault.name().startsWith("STATUS") && fault != Fault.STATUS_404) {
            assertThat(thrown)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(fault.name().substring(7));
        }
        assertWorks();
    }

    @Test
    void refusedConnectionIsAFaultThatPasses() throws IOException {
        server.refuse();

        assertThat(catchAndLook(() -> store.has(name)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreException.class)
                .hasMessage("The connection was refused, or the host is not reachable");
        server.recover();
        assertWorks();
    }

    /** In all, both take several times as long as the timeout. */
    @Test
    void serverThatIsSlowButMovesOnIsWaitedFor() throws IOException {
        HttpStore patient =
                HttpStore.at(server.uri()).timeout(Duration.ofMillis(400)).build();
        byte[] large = new byte[6_000_000];
        new Random(8).nextBytes(large);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        server.beSlow();
        patient.put(name, Files.write(scratch.resolve("large"), large));

        assertThat(patient.get(name, large.length, got)).isTrue();
        assertThat(got.toByteArray()).isEqualTo(large);
    }

    /** A receiver that is slow itself is no fault of the server. */
    @Test
    void receiverThatIsSlowIsWaitedFor() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                assertThat(catchThrowable(() -> never.await(100, TimeUnit.MILLISECONDS)))
                        .isNull();
                got.write(bytes, from, length);
            }
        };

        assertThat(store.get(name, LIMIT, slow)).isTrue();
        assertThat(got.toByteArray()).isEqualTo(content);
    }

    @Test
    void interruptEndsTheWaitingForAnAnswer() throws Exception {
        server.haveAlways(Fault.SILENT);
        assertInterruptible(0);
    }

    @Test
    void interruptEndsTheWaitingForTheRestOfABody() throws Exception {
        server.haveAlways(Fault.STALLED_BODY);
        assertInterruptible(content.length / 2);
    }

    /** A proxy that says yes to all, or the start page of an application. */
    @Test
    void serverThatHasWhatNobodyCanHaveKeptIsNoStore() {
        server.haveAlways(Fault.WRONG_BYTES);

        assertThat(catchAndLook(store::check))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no store");
    }

    @Test
    void otherServersGetNoCredentials() throws IOException {
        try (FaultyServer other = new FaultyServer()) {
            other.contents().put("/cache/" + name.path(), "elsewhere".getBytes(UTF_8));
            HttpStore moved = HttpStore.at(server.uri()).bearer(SECRET).build();
            server.sendTo(other.uri());
            ByteArrayOutputStream got = new ByteArrayOutputStream();

            assertThat(moved.get(name, LIMIT, got)).isTrue();
            assertThat(got).hasToString("elsewhere");
            assertThat(other.heads())
                    .hasSize(1)
                    .allSatisfy(head ->
                            assertThat(head).doesNotContain("uthorization").doesNotContain(SECRET));
            assertThat(server.heads()).last().asString().contains("Authorization: Bearer " + SECRET);
        }
    }

    private void assertInterruptible(int after) throws Exception {
        HttpStore patient =
                HttpStore.at(server.uri()).timeout(Duration.ofMinutes(5)).build();
        int asked = server.heads().size();
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean kept = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            thrown.set(catchThrowable(() -> patient.get(name, LIMIT, got)));
            kept.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        await().until(() -> server.heads().size() > asked && got.size() >= after);
        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(kept).isTrue();
    }

    /** Nobody may see the credentials, whatever the server says. */
    private static @Nullable Throwable catchAndLook(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown != null) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            assertThat(text.toString())
                    .doesNotContain(SECRET)
                    .doesNotContain(Base64.getEncoder().encodeToString(("reader:" + SECRET).getBytes(UTF_8)));
            assertThat(thrown).isInstanceOf(IOException.class);
            assertThat(thrown.getMessage()).isNotBlank().doesNotContain("\n");
        }
        return thrown;
    }

    private static Outcome outcome(@Nullable Throwable thrown, boolean found) {
        if (thrown instanceof StoreException e) {
            return e.isPassing() ? Outcome.PASSING : Outcome.STAYING;
        }
        if (thrown != null) {
            return Outcome.PASSING;
        }
        return found ? Outcome.WRONG_CONTENT : Outcome.ABSENT;
    }

    /** What a server sends after the answer to a HEAD spoils the connection for one more call, which shows. */
    private void assertWorks() throws IOException {
        server.recover();
        if (catchAndLook(this::putAndGet) != null) {
            putAndGet();
        }
    }

    private void putAndGet() throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        store.put(name, scratch.resolve("content"));

        assertThat(store.has(name)).isTrue();
        assertThat(store.get(name, LIMIT, got)).isTrue();
        assertThat(got.toByteArray()).isEqualTo(content);
    }
}
