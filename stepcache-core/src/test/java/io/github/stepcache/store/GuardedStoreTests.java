package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.LogCapture;
import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of faults of a remote store: asked again, told, left alone for a while, asked again. */
class GuardedStoreTests {

    private static final StoredName NAME = new StoredName(Area.BLOB, "ab".repeat(32));
    private final StoreException denied = new StoreException("403: look at the credentials", false);
    private final StoreException busy = new StoreException("503", true);
    private final IOException reset = new SocketException("Connection reset");

    private final ScriptedStore remote = new ScriptedStore();
    private final TestClock clock = new TestClock();
    private final StoreDiary news = new StoreDiary();
    private final GuardedStore store = new GuardedStore(remote, 3, news, clock);
    private final LogCapture log = new LogCapture();

    @TempDir
    private Path scratch;

    @BeforeEach
    void keepSomething() throws IOException {
        remote.put(NAME, Files.writeString(scratch.resolve("content"), "some content"));
    }

    @AfterEach
    void closeLog() {
        log.close();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void storeThatWorksIsAskedOnceAndNothingIsTold() throws IOException {
        assertThat(store.has(NAME)).isTrue();
        assertThat(store.has(new StoredName(Area.RECORD, NAME.hash()))).isFalse();
        assertThat(get()).isEqualTo("some content");

        assertThat(remote.calls()).isEqualTo(1 + 3);
        assertThat(news.lines()).isEmpty();
        assertThat(clock.pauses()).isEmpty();
    }

    @Test
    void faultThatPassesIsNotTold() throws IOException {
        remote.fails(reset, busy);

        assertThat(store.has(NAME)).isTrue();
        assertThat(news.lines()).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void whatCameBeforeTheFaultIsNotKept() throws IOException {
        remote.fails(reset, busy);
        List<ByteArrayOutputStream> streams = new ArrayList<>();

        assertThat(store.get(NAME, 100, () -> {
                    streams.add(new ByteArrayOutputStream());
                    return streams.get(streams.size() - 1);
                }))
                .isTrue();
        assertThat(streams)
                .extracting(stream -> stream.toString(UTF_8))
                .containsExactly("some c", "some c", "some content");
    }

    @Test
    void pausesBecomeLongerAndAreNeverTheSameForAll() {
        GuardedStore patient = new GuardedStore(remote, 5, news, clock);
        remote.fails(reset, reset, reset, reset);

        assertThat(catchThrowable(() -> patient.has(NAME))).isNull();
        for (int i = 0; i < 4; i++) {
            assertThat(clock.pauses().get(i)).isBetween(Duration.ofMillis(100L << i), Duration.ofMillis(200L << i));
        }
        assertThat(clock.pauses()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void faultThatStaysIsToldOnceAnOperation() {
        remote.fails(reset, busy, reset);

        assertThatThrownBy(() -> store.has(NAME)).isSameAs(reset);
        assertThat(remote.calls()).isEqualTo(1 + 3);
        assertThat(news.lines()).containsExactly("failed: SocketException: Connection reset");
    }

    @Test
    void answerThatStaysTheSameIsNotAskedForAgain() {
        remote.fails(denied);

        assertThatThrownBy(() -> get()).isSameAs(denied);
        assertThat(remote.calls()).isEqualTo(1 + 1);
        assertThat(news.lines()).containsExactly("failed: 403: look at the credentials");
    }

    @Test
    void logHasOneWarningOfAKind() {
        for (int i = 0; i < 30; i++) {
            remote.fails(denied);
            assertThat(catchThrowable(() -> store.has(NAME))).isSameAs(denied);
            remote.fails(denied);
            assertThat(catchThrowable(() -> store.put(NAME, scratch.resolve("content"))))
                    .isSameAs(denied);
        }
        assertThat(log.warnings())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("Reading in the remote store scripted://store has failed: 403"),
                        line -> assertThat(line)
                                .startsWith("Writing in the remote store scripted://store has failed: 403"));
        assertThat(news.lines()).hasSize(60);
    }

    @Test
    void serverThatSaysSomethingElseEachTimeDoesNotFillTheLog() {
        for (int i = 0; i < 100; i++) {
            remote.fails(new StoreException("request " + i, false));
            assertThat(catchThrowable(() -> store.has(NAME))).isNotNull();
        }
        assertThat(log.warnings()).hasSize(20);
    }

    @Test
    void storeThatFailsAgainAndAgainIsLeftAlone() {
        bringDown();

        int calls = remote.calls();
        assertThatThrownBy(() -> get()).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.put(NAME, scratch)).isInstanceOf(StoreException.class);
        assertThat(remote.calls()).isEqualTo(calls);
        assertThat(news.lines())
                .containsExactly(
                        "failed: SocketException: Connection reset",
                        "down",
                        "failed: SocketException: Connection reset");
        assertThat(log.warnings()).hasSize(2);
        assertThat(log.warnings().get(1)).contains("is not asked for a while");
    }

    @Test
    void storeThatIsBackIsFoundByOneCallAfterAWhile() throws IOException {
        bringDown();
        clock.pass(Duration.ofSeconds(31));

        assertThat(store.has(NAME)).isTrue();
        assertThat(store.has(NAME)).isTrue();
        assertThat(news.lines()).endsWith("up");
        assertThat(log.infos()).containsExactly("The remote store scripted://store answers again");
    }

    @Test
    void storeThatIsNotBackIsTriedOnceAPauseAndThePausesBecomeLonger() {
        bringDown();
        for (int seconds : new int[] {31, 61, 121, 241, 301, 301}) {
            int calls = remote.calls();
            clock.pass(Duration.ofSeconds(seconds - 2));
            assertThat(catchThrowable(() -> store.has(NAME))).isInstanceOf(StoreException.class);
            assertThat(remote.calls()).isEqualTo(calls);

            clock.pass(Duration.ofSeconds(2));
            remote.fails(reset);
            assertThat(catchThrowable(() -> store.has(NAME))).isSameAs(reset);
            assertThat(catchThrowable(() -> store.has(NAME))).isInstanceOf(StoreException.class);
            assertThat(remote.calls()).isEqualTo(calls + 1);
        }
        assertThat(news.lines()).containsOnlyOnce("down").doesNotContain("up");
    }

    @Test
    void troubleIsLoggedAgainAfterTheStoreWasBack() throws IOException {
        bringDown();
        clock.pass(Duration.ofSeconds(31));
        assertThat(store.has(NAME)).isTrue();
        bringDown();

        assertThat(log.warnings()).hasSize(4);
    }

    /** A cache that may be read but not written, say, is not away. */
    @Test
    void storeThatAnswersNoIsNotLeftAlone() throws IOException {
        for (int i = 0; i < 20; i++) {
            remote.fails(denied);
            assertThat(catchThrowable(() -> store.put(NAME, scratch.resolve("content"))))
                    .isSameAs(denied);
        }
        assertThat(get()).isEqualTo("some content");
        assertThat(news.lines()).doesNotContain("down");
    }

    @Test
    void faultsWithAnswersBetweenThemDoNotAddUp() throws IOException {
        for (int i = 0; i < 20; i++) {
            remote.fails(reset, reset);
            assertThat(store.has(NAME)).isTrue();
        }
        assertThat(news.lines()).isEmpty();
    }

    @Test
    void troubleOfTheSinkIsThrownAsItIsAndNotTheFaultOfTheStore() {
        IOException full = new IOException("No space left on device");
        for (int i = 0; i < 10; i++) {
            int calls = remote.calls();
            assertThat(catchThrowable(() -> store.get(NAME, 100, () -> new FailingStream(full))))
                    .isSameAs(full);
            assertThat(catchThrowable(() -> store.get(NAME, 100, () -> {
                        throw full;
                    })))
                    .isSameAs(full);
            assertThat(remote.calls()).isEqualTo(calls);
        }
        assertThat(news.lines()).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void fileThatCannotBeSentIsNotTheFaultOfTheStore() {
        for (int i = 0; i < 10; i++) {
            assertThat(catchThrowable(() -> store.put(NAME, scratch.resolve("missing"))))
                    .isInstanceOf(NoSuchFileException.class);
        }
        assertThat(news.lines()).isEmpty();
    }

    @Test
    void bugInAStoreIsAFaultThatDoesNotPass() {
        remote.fails(new IllegalStateException("broken\nstore"));

        assertThat(catchThrowable(() -> store.has(NAME))).isInstanceOf(StoreException.class);
        assertThat(news.lines()).containsExactly("failed: java.lang.IllegalStateException: broken\\nstore");
        assertThat(remote.calls()).isEqualTo(1 + 1);
    }

    @Test
    void interruptEndsTheAttemptsAndIsKept() {
        remote.fails(reset, reset, reset);
        Thread.currentThread().interrupt();

        assertThat(catchThrowable(() -> store.has(NAME))).isSameAs(reset);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(remote.calls()).isEqualTo(1 + 1);
        assertThat(news.lines()).isEmpty();
    }

    @Test
    void interruptDuringAPauseEndsTheAttemptsAndIsKept() {
        GuardedStore interrupted = new GuardedStore(remote, 3, news, new StoreClock() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void pause(long nanos) throws InterruptedException {
                throw new InterruptedException();
            }
        });
        remote.fails(reset, reset, reset);

        assertThat(catchThrowable(() -> interrupted.has(NAME))).isSameAs(reset);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(remote.calls()).isEqualTo(1 + 1);
    }

    @Test
    void checkTriesOnceAndTellsNobody() {
        remote.fails(busy, denied);

        assertThat(store.problem()).contains("503");
        assertThat(store.problem()).contains("403: look at the credentials");
        assertThat(store.problem()).isEmpty();
        assertThat(news.lines()).isEmpty();
        assertThat(log.warnings()).isEmpty();
    }

    /** Two operations, of which the second ends early. */
    private void bringDown() {
        remote.fails(reset, reset, reset, reset, reset);
        assertThat(catchThrowable(() -> store.has(NAME))).isSameAs(reset);
        assertThat(catchThrowable(() -> store.has(NAME))).isSameAs(reset);
    }

    private String get() throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        assertThat(store.get(NAME, 100, () -> got)).isTrue();
        return got.toString(UTF_8);
    }

    /** A stream that fails after a while. */
    private static final class FailingStream extends OutputStream {

        private final IOException failure;

        FailingStream(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void write(int b) throws IOException {
            throw failure;
        }
    }
}
