package io.github.stepcache.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoreException;
import io.github.stepcache.store.StoredName;
import io.github.stepcache.store.StoredName.Area;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that do what they like, byte by byte. */
@Timeout(60)
class FaultyS3StoreTests {

    private static final StoredName NAME = new StoredName(Area.BLOB, "7".repeat(64));
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int LARGE = 64 << 20; // more than what sockets keep on their way

    @TempDir
    private Path dir;

    /** What a server does with a connection. */
    @FunctionalInterface
    private interface Behaviour {
        void serve(Socket socket) throws Exception;
    }

    /** Serves one connection after the other, each on a thread, and counts them. */
    private static final class Server implements Closeable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Server(Behaviour behaviour) throws IOException {
            Thread thread = new Thread(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket client = socket.accept();
                        connections.incrementAndGet();
                        daemon(() -> {
                                    try (client) {
                                        behaviour.serve(client);
                                    } catch (Exception e) {
                                        return; // the client has gone
                                    }
                                })
                                .start();
                    } catch (IOException e) {
                        return; // closed
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private static Thread daemon(Runnable work) {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }

        S3Store store() {
            return S3Store.in("bucket")
                    .endpoint(URI.create("http://127.0.0.1:" + socket.getLocalPort()))
                    .credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                    .timeout(SHORT)
                    .build();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void serverThatTakesNothingOfWhatIsSentEndsThePut() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                    end.await();
                });
                RemoteStore store = server.store()) {
            Path file = Files.write(dir.resolve("large"), new byte[LARGE]);

            assertThatThrownBy(() -> store.put(NAME, file))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreException.class);
            end.countDown();
        }
    }

    @Test
    void serverThatNeverAnswersEndsEachCall() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (Server server = new Server(socket -> end.await());
                RemoteStore store = server.store()) {
            Path file = Files.writeString(dir.resolve("small"), "content");

            assertPassing(catchThrowable(store::check));
            assertPassing(catchThrowable(() -> store.has(NAME)));
            assertPassing(catchThrowable(() -> store.get(NAME, 100, OutputStream.nullOutputStream())));
            assertPassing(catchThrowable(() -> store.put(NAME, file)));
            end.countDown();
        }
    }

    @Test
    void serverThatSendsAByteNowAndThenEndsTheGet() throws IOException {
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                    CountDownLatch never = new CountDownLatch(1);
                    while (!never.await(100, TimeUnit.MILLISECONDS)) {
                        answer(socket, "x");
                    }
                });
                RemoteStore store = server.store()) {
            assertPassing(catchThrowable(() -> store.get(NAME, 100_000, OutputStream.nullOutputStream())));
        }
    }

    @Test
    void answerThatEndsTooEarlyIsNone() throws IOException {
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
                });
                RemoteStore store = server.store()) {
            assertPassing(catchThrowable(() -> store.get(NAME, 1000, OutputStream.nullOutputStream())));
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1000000000000", "Transfer-Encoding: chunked"})
    void moreThanTheLimitIsNotRead(String header) throws IOException {
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(socket, "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
                    String chunk = "x".repeat(0x1000);
                    while (true) {
                        answer(socket, header.startsWith("C") ? chunk : "1000\r\n" + chunk + "\r\n");
                    }
                });
                RemoteStore store = server.store()) {
            ByteArrayOutputStream got = new ByteArrayOutputStream();

            assertThatThrownBy(() -> store.get(NAME, 5000, got))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isPassing()).isFalse());
            assertThat(got.size()).isLessThanOrEqualTo(5000);
        }
    }

    @ParameterizedTest
    @CsvSource({"404", "500", "301"})
    void errorThatIsLongIsNotReadToItsEnd(int status) throws IOException {
        AtomicLong sent = new AtomicLong();
        try (Server server = new Server(socket -> sendLongAnswer(socket, status, sent));
                RemoteStore store = server.store()) {
            Throwable thrown = catchThrowable(() -> store.get(NAME, 1000, OutputStream.nullOutputStream()));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(IOException.class);
            }
            assertThat(sent).hasValueLessThan(LARGE / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"200", "500"})
    void longAnswerToAPutIsNotReadToItsEnd(int status) throws IOException {
        Path file = Files.writeString(dir.resolve("small"), "content");
        AtomicLong sent = new AtomicLong();
        try (Server server = new Server(socket -> sendLongAnswer(socket, status, sent));
                RemoteStore store = server.store()) {
            Throwable thrown = catchThrowable(() -> store.put(NAME, file));
            if (status != 200 || thrown != null) {
                assertThat(thrown).isInstanceOf(IOException.class);
            }
            assertThat(sent).hasValueLessThan(LARGE / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalError, true, It answered 500 InternalError",
        "503, SlowDown, true, It answered 503 SlowDown",
        "503, '', true, It answered 503",
        "429, '', true, It answered 429",
        "409, OperationAborted, true, It answered 409",
        "400, RequestTimeout, true, It answered 400",
        "400, ExpiredToken, false, renew them",
        "400, AuthorizationHeaderMalformed, false, check the region",
        "400, EntityTooLarge, false, larger than the server takes",
        "301, PermanentRedirect, false, check the region",
        "401, '', false, check the credentials",
        "403, AccessDenied, false, s3:ListBucket",
        "403, RequestTimeTooSkewed, false, The clock of this machine",
        "403, SignatureDoesNotMatch, false, The secret key is wrong",
        "403, '', false, check the credentials",
        "404, NoSuchBucket, false, There is no such bucket",
        "412, PreconditionFailed, false, It answered 412 PreconditionFailed",
        "501, NotImplemented, false, checksums",
        "400, 'secret-key-of-tests <b>', false, It answered 400",
    })
    void errorIsSaidInWordsOfOurs(int status, String code, boolean passing, String words) throws IOException {
        String body = code.isEmpty()
                ? "<html>secret-key-of-tests</html>"
                : "<Error><Code>" + code.replace("<", "&lt;")
                        + "</Code><Message>access-key-of-tests secret-key-of-tests</Message></Error>";
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(
                            socket,
                            "HTTP/1.1 " + status + " Whatever secret-key-of-tests\r\nContent-Type: application/xml\r\n"
                                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                });
                RemoteStore store = server.store()) {
            assertThatThrownBy(store::check)
                    .hasMessageContaining(words)
                    .hasMessageNotContainingAny(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.isPassing()).isEqualTo(passing));
            assertThat(server.connections).as("whoever calls tries again").hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, check the endpoint", "200, is the endpoint that of S3"})
    void whatIsNoS3IsToldApart(int status, String words) throws IOException {
        try (Server server = new Server(socket -> {
                    readHead(socket);
                    answer(
                            socket,
                            "HTTP/1.1 " + status + " Fine\r\nConnection: close\r\nContent-Length: 13\r\n\r\n"
                                    + "<html></html>");
                });
                RemoteStore store = server.store()) {
            assertThatThrownBy(store::check).isInstanceOf(StoreException.class).hasMessageContaining(words);
        }
    }

    private static void assertPassing(Throwable thrown) {
        assertThat(thrown).isInstanceOf(IOException.class).isNotInstanceOf(StoreException.class);
    }

    private static void sendLongAnswer(Socket socket, int status, AtomicLong sent) throws IOException {
        readHead(socket);
        answer(
                socket,
                "HTTP/1.1 " + status + " Long\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "d\r\n<Error><Code>\r\n");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        while (sent.addAndGet(0x10000) < LARGE) {
            answer(socket, chunk);
        }
        answer(socket, "0\r\n\r\n");
    }

    private static void readHead(Socket socket) throws IOException {
        int end = 0;
        while (end < 4) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("gone");
            }
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }
}
