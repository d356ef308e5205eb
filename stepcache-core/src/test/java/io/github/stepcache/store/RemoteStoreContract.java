package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every remote store does, against a server that works. Names are made up for each test, so the place need not be
 * empty.
 */
@Timeout(120)
public abstract class RemoteStoreContract {

    private static final long LIMIT = 64 << 20;
    private static final int WRITERS = 8;

    private final List<RemoteStore> opened = new ArrayList<>();

    @TempDir
    protected Path scratch;

    private RemoteStore store;

    /** Open a store that may be read and written. */
    protected abstract RemoteStore open() throws Exception;

    /**
     * Open stores that are of no use, with the same secret in their credentials: of wrong credentials, of an endpoint where
     * nobody listens, of a place that is not there, as far as these can be told.
     *
     * @return the stores, by what is wrong with them
     */
    protected abstract Map<String, RemoteStore> openUseless() throws Exception;

    /** The part of the credentials that nobody may see, of all these stores; what has none uses an unlikely word. */
    protected abstract String secret();

    @BeforeEach
    void openStore() throws Exception {
        store = open();
        opened.add(store);
    }

    @AfterEach
    void closeStores() throws IOException {
        for (RemoteStore each : opened) {
            each.close();
        }
    }

    @Test
    void storeThatAnswersIsFine() throws IOException {
        store.check();
    }

    @ParameterizedTest
    @EnumSource(Area.class)
    void whatWasNeverKeptIsNotThere(Area area) throws IOException {
        StoredName name = someName(area);
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        assertThat(store.has(name)).isFalse();
        assertThat(store.get(name, LIMIT, got)).isFalse();
        assertThat(got.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 65_536, 1_000_003})
    void whatIsKeptComesBack(int size) throws IOException {
        byte[] content = someBytes(size);
        StoredName name = keep(content);

        assertThat(store.has(name)).isTrue();
        assertThat(get(name)).isEqualTo(content);
    }

    /** Again and again, for connections are used again. */
    @Test
    void largeFileComesBack() throws IOException {
        byte[] content = someBytes(20 << 20);
        StoredName name = blobOf(content);
        Path file = file(content);
        for (int i = 0; i < 3; i++) {
            store.put(name, file);

            assertThat(get(name)).isEqualTo(content);
        }
    }

    @Test
    void recordAndBlobOfOneHashAreTwoThings() throws IOException {
        byte[] content = someBytes(100);
        StoredName blob = blobOf(content);
        StoredName entry = new StoredName(Area.RECORD, blob.hash());
        store.put(entry, file("a record".getBytes(UTF_8)));

        assertThat(store.has(blob)).isFalse();
        store.put(blob, file(content));
        assertThat(get(entry)).asString(UTF_8).isEqualTo("a record");
        assertThat(get(blob)).isEqualTo(content);
    }

    @Test
    void recordIsReplaced() throws IOException {
        StoredName name = someName(Area.RECORD);
        store.put(name, file("a long record of yesterday".getBytes(UTF_8)));
        store.put(name, file("a new one".getBytes(UTF_8)));

        assertThat(get(name)).asString(UTF_8).isEqualTo("a new one");
    }

    @Test
    void blobIsKeptTwice() throws IOException {
        byte[] content = someBytes(5000);
        StoredName name = keep(content);

        assertThat(keep(content)).isEqualTo(name);
        assertThat(get(name)).isEqualTo(content);
    }

    @Test
    void contentAsLongAsTheLimitIsFetched() throws IOException {
        byte[] content = someBytes(100_000);
        StoredName name = keep(content);
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        assertThat(store.get(name, content.length, got)).isTrue();
        assertThat(got.toByteArray()).isEqualTo(content);
    }

    @Test
    void contentLongerThanTheLimitIsNotFetched() throws IOException {
        byte[] content = someBytes(5 << 20);
        StoredName name = keep(content);
        ByteArrayOutputStream got = new ByteArrayOutputStream();

        assertThatThrownBy(() -> store.get(name, 1000, got))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.isPassing()).isFalse());
        assertThat(got.size()).isLessThanOrEqualTo(1000);
        assertThat(get(name)).isEqualTo(content);
    }

    /** A full disk of ours is not the fault of the store: it must show as what it is, and cost no connection. */
    @Test
    void troubleOfTheReceiverIsThrownAsItIs() throws IOException {
        StoredName name = keep(someBytes(1 << 20));
        IOException full = new IOException("No space left on device");
        OutputStream receiver = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        for (int i = 0; i < 20; i++) {
            assertThat(catchThrowable(() -> store.get(name, LIMIT, receiver))).isSameAs(full);
        }
        assertThat(get(name)).hasSize(1 << 20);
    }

    @Test
    void fileThatIsNotThereCannotBeKept() throws IOException {
        StoredName name = someName(Area.BLOB);
        Path missing = scratch.resolve("missing");

        assertThatThrownBy(() -> store.put(name, missing)).isInstanceOf(IOException.class);
        assertThat(store.has(name)).isFalse();
    }

    @Test
    void ofManyWritersOfOneNameOneWinsAsAWhole() throws Exception {
        StoredName name = someName(Area.RECORD);
        Set<String> contents = new HashSet<>();
        List<ThrowingCallable> work = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            String content = ("writer " + i + "\n").repeat(30_000 + i * 1000);
            Path file = file(content.getBytes(UTF_8));
            contents.add(content);
            work.add(() -> {
                for (int round = 0; round < 5; round++) {
                    store.put(name, file);
                    assertThat(new String(get(name), UTF_8)).isIn(contents);
                }
            });
        }
        inParallel(work);

        assertThat(new String(get(name), UTF_8)).isIn(contents);
    }

    @Test
    void manyThreadsMoveDifferentThings() throws Exception {
        List<ThrowingCallable> work = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            work.add(() -> {
                for (int round = 0; round < 10; round++) {
                    byte[] content = someBytes(20_000 * round);
                    StoredName name = keep(content);
                    assertThat(store.has(name)).isTrue();
                    assertThat(get(name)).isEqualTo(content);
                    assertThat(store.has(someName(Area.BLOB))).isFalse();
                }
            });
        }
        inParallel(work);
    }

    @Test
    void interruptedThreadGetsAnExceptionOrTheContentAndStaysInterrupted() throws IOException {
        StoredName name = keep(someBytes(100));
        Thread.currentThread().interrupt();

        assertThat(catchThrowable(() -> get(name))).isNotInstanceOf(RuntimeException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(get(name)).hasSize(100);
    }

    @Test
    void storeCanBeClosedTwice() throws IOException {
        assertThat(get(keep(someBytes(100)))).hasSize(100);
        store.close();
        store.close();
    }

    @Test
    void uselessStoreIsToldByItsCheck() throws Exception {
        openUseless().forEach((what, useless) -> {
            opened.add(useless);

            assertThat(catchThrowable(useless::check)).as(what).isInstanceOf(IOException.class);
        });
    }

    @Test
    void uselessStoreNeverSaysThatItHasOrKeptSomething() throws Exception {
        byte[] content = someBytes(3_000_000);
        StoredName name = keep(content);
        Path file = file(content);
        openUseless().forEach((what, useless) -> {
            opened.add(useless);

            assertThat(catchThrowable(() -> useless.put(name, file))).as(what).isInstanceOf(IOException.class);
            assertThat(catchThrowable(() -> assertThat(useless.has(name)).isFalse()))
                    .as(what)
                    .isNotInstanceOf(AssertionError.class);
            assertThat(catchThrowable(() -> assertThat(useless.get(name, LIMIT, OutputStream.nullOutputStream()))
                            .isFalse()))
                    .as(what)
                    .isNotInstanceOf(AssertionError.class);
        });
    }

    @Test
    void credentialsAreInNoMessage() throws Exception {
        byte[] content = someBytes(100);
        Path file = file(content);
        StoredName name = keep(content);
        Map<String, RemoteStore> stores = new HashMap<>(openUseless());
        opened.addAll(stores.values());
        stores.put("nothing", store);
        stores.forEach((what, each) -> {
            assertThat(each.describe() + each).as(what).doesNotContain(secret());
            assertHidesCredentials(what, each::check);
            assertHidesCredentials(what, () -> each.put(name, file));
            assertHidesCredentials(what, () -> each.put(name, scratch.resolve("missing")));
            assertHidesCredentials(what, () -> each.has(name));
            assertHidesCredentials(what, () -> each.get(name, 1, OutputStream.nullOutputStream()));
        });
    }

    private void assertHidesCredentials(String what, ThrowingCallable call) {
        StringWriter text = new StringWriter();
        Throwable thrown = catchThrowable(call);
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(text, true));
        }
        assertThat(text.toString()).as(what).doesNotContain(secret());
    }

    /** Keep a blob under its own hash, as each blob is; there are stores that insist. */
    private StoredName keep(byte[] content) throws IOException {
        StoredName name = blobOf(content);
        store.put(name, file(content));
        return name;
    }

    private byte[] get(StoredName name) throws IOException {
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        assertThat(store.get(name, LIMIT, got)).isTrue();
        return got.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(scratch, "content", ""), content);
    }

    private static byte[] someBytes(int size) {
        byte[] bytes = new byte[size];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    private static StoredName someName(Area area) {
        return new StoredName(area, HexFormat.of().formatHex(someBytes(32)));
    }

    private static StoredName blobOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new StoredName(Area.BLOB, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void inParallel(List<ThrowingCallable> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            CyclicBarrier start = new CyclicBarrier(work.size());
            List<Future<Throwable>> ends = new ArrayList<>();
            for (ThrowingCallable each : work) {
                ends.add(threads.submit(() -> {
                    start.await();
                    return catchThrowable(each);
                }));
            }
            for (Future<Throwable> end : ends) {
                assertThat(end.get()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
