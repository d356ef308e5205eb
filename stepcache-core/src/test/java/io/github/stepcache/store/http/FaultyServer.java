package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A cache behind HTTP on a raw socket, in memory, which works but for the faults that it is told to have. */
public final class FaultyServer implements Closeable {

    private static final int PIECE = 64 << 10;

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Deque<Fault> next = new ConcurrentLinkedDeque<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final int port;
    private volatile @Nullable Fault always;
    private volatile @Nullable URI elsewhere;
    private volatile boolean slow;
    private volatile String where = "/";
    private volatile ServerSocket server;

    /** Start one, on a free port. */
    public FaultyServer() throws IOException {
        server = listen(0);
        port = server.getLocalPort();
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/cache");
    }

    /** Have these faults, one a request, and work again after them. */
    public void have(Fault... faults) {
        next.addAll(List.of(faults));
    }

    /** Have a fault until {@link #recover}. */
    public void haveAlways(Fault fault) {
        always = fault;
    }

    /** Have a fault until {@link #recover}, where the path has a part like {@code /cas/}. */
    public void haveAlways(Fault fault, String part) {
        where = part;
        always = fault;
    }

    /** Send all who read to another server until {@link #recover}. */
    public void sendTo(URI other) {
        elsewhere = other;
    }

    /** Move 64 KiB at once, and rest between them. */
    public void beSlow() {
        slow = true;
    }

    /** Work again. */
    public void recover() throws IOException {
        always = null;
        where = "/";
        elsewhere = null;
        next.clear();
        if (server.isClosed()) {
            server = listen(port);
        }
    }

    /** Refuse connections until {@link #recover}, and drop those that there are. */
    public void refuse() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** What was asked, one head a request. */
    public List<String> heads() {
        return heads;
    }

    /** What it keeps, by path. */
    public Map<String, byte[]> contents() {
        return contents;
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        refuse();
        threads.shutdownNow();
    }

    private ServerSocket listen(int wanted) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.setReceiveBufferSize(PIECE);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 100);
        threads.execute(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (listening.isClosed()) {
                    socket.close(); // it came in while that closed
                    return;
                }
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // it refuses from now on
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                String head = readHead(in);
                heads.add(head);
                Call call = new Call(head, in, socket.getOutputStream());
                Fault fault =
                        Optional.ofNullable(next.poll()).orElse(call.path().contains(where) ? always : null);
                if (fault == null) {
                    call.answer();
                } else {
                    fault.answer(call);
                    more = false;
                }
            }
        } catch (IOException e) {
            // the client has gone
        } finally {
            open.remove(socket);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("The client has gone");
            }
            head.write(read);
        }
        return head.toString(ISO_8859_1);
    }

    /** One request, and the way to answer it. */
    final class Call {

        private final String head;
        private final InputStream in;
        private final OutputStream out;

        private Call(String head, InputStream in, OutputStream out) {
            this.head = head;
            this.in = in;
            this.out = out;
        }

        String path() {
            return head.split(" ", 3)[1];
        }

        String authorization() {
            return header("authorization").orElse("nothing");
        }

        /** What it should answer. */
        byte[] content() {
            return contents.getOrDefault(path(), new byte[1000]);
        }

        void send(String text) throws IOException {
            send(text.getBytes(ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void sendForEver(String text) throws IOException {
            while (end.getCount() > 0) {
                send(text);
            }
        }

        void sendSlowly(String text) throws IOException {
            for (byte each : text.getBytes(ISO_8859_1)) {
                send(new byte[] {each});
                if (isEnd(20)) {
                    return;
                }
            }
        }

        /** Leave the client alone with an open connection. */
        void holdOn() {
            isEnd(60_000);
        }

        private void answer() throws IOException {
            boolean known = contents.containsKey(path());
            URI other = elsewhere;
            if (other != null) {
                String place = other.resolve(path()).toString();
                send("HTTP/1.1 307 Elsewhere\r\nContent-Length: 0\r\nLocation: " + place + "\r\n\r\n");
            } else if (head.startsWith("PUT ")) {
                contents.put(path(), readBody());
                send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
            } else if (known) {
                send("HTTP/1.1 200 OK\r\nContent-Length: " + content().length + "\r\n\r\n");
                sendBody(head.startsWith("GET ") ? content() : new byte[0]);
            } else {
                send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            }
        }

        private byte[] readBody() throws IOException {
            byte[] body =
                    new byte[header("content-length").map(Integer::valueOf).orElse(0)];
            for (int done = 0; done < body.length; done += PIECE) {
                int length = Math.min(PIECE, body.length - done);
                if (in.readNBytes(body, done, length) < length) {
                    throw new IOException("The client has gone");
                }
                rest();
            }
            return body;
        }

        private void sendBody(byte[] body) throws IOException {
            for (int done = 0; done < body.length; done += PIECE) {
                out.write(body, done, Math.min(PIECE, body.length - done));
                out.flush();
                rest();
            }
        }

        private void rest() {
            if (slow) {
                isEnd(20);
            }
        }

        private Optional<String> header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        private boolean isEnd(long millis) {
            try {
                return end.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }
}
