package io.github.stepcache.store.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A cache behind HTTP, in memory, with the server of the JDK: {@code /open} for all, {@code /closed} for one user. */
final class SimpleHttpCache implements Closeable {

    static final String USER = "reader";

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String authorization;
    private final HttpServer server;

    SimpleHttpCache(String password) throws IOException {
        authorization = "Basic " + Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/open/", this::answer);
        server.createContext("/closed/", exchange -> {
            if (authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange);
            } else {
                end(exchange, 401);
            }
        });
        server.start();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            contents.put(name, exchange.getRequestBody().readAllBytes());
            end(exchange, 201);
            return;
        }
        byte[] content = contents.get(name);
        if (content == null) {
            end(exchange, 404);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            end(exchange, 200);
        } else {
            try (exchange) {
                exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    private static void end(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
