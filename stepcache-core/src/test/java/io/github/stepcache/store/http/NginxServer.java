package io.github.stepcache.store.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An nginx of our own, with its files in a directory, on a free port, until it is closed. */
final class NginxServer implements Closeable {

    static final String USER = "builder";

    private static final String CONFIGURATION = """
            %s
            daemon off;
            worker_processes 2;
            pid nginx.pid;
            error_log error.log;
            events { }
            http {
                access_log off;
                client_body_temp_path bodies;
                proxy_temp_path unused;
                fastcgi_temp_path unused;
                uwsgi_temp_path unused;
                scgi_temp_path unused;
                server {
                    listen 127.0.0.1:%d;
                    root files;
                    client_max_body_size 0;
                    location /open/ {
                        dav_methods PUT;
                        create_full_put_path on;
                    }
                    location /closed/ {
                        auth_basic cache;
                        auth_basic_user_file users;
                        dav_methods PUT;
                        create_full_put_path on;
                    }
                    location /read-only/ {
                    }
                    location ~ "^/team/(ac|cas)/[0-9a-f]{64}$" {
                        dav_methods PUT;
                        create_full_put_path on;
                        auth_basic readers;
                        auth_basic_user_file readers;
                        limit_except GET {
                            auth_basic writers;
                            auth_basic_user_file users;
                        }
                    }
                    location /small/ {
                        dav_methods PUT;
                        create_full_put_path on;
                        client_max_body_size 1k;
                    }
                    location /without-folders/ {
                        dav_methods PUT;
                    }
                    location /moved/ {
                        rewrite ^/moved/(.*)$ /open/$1 permanent;
                    }
                }
            }
            """;

    private final Path directory;
    private final int port;
    private final Process process;

    private NginxServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Start one; the password is that of {@link #USER} for {@code /closed}. */
    static NginxServer start(Path directory, String password) throws IOException {
        Files.createDirectories(directory.resolve("files"));
        Files.createDirectories(directory.resolve("bodies"));
        Files.writeString(directory.resolve("users"), USER + ":{PLAIN}" + password + "\n");
        Files.writeString(directory.resolve("readers"), "guest:{PLAIN}guest\n" + USER + ":{PLAIN}" + password + "\n");
        boolean root = System.getProperty("user.name").equals("root");
        for (int attempt = 0; ; attempt++) {
            int port = freePort();
            Files.writeString(directory.resolve("nginx.conf"), CONFIGURATION.formatted(root ? "user root;" : "", port));
            Process process = new ProcessBuilder(
                            "nginx", "-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output").toFile())
                    .start();
            NginxServer server = new NginxServer(directory, port, process);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.answers() || !process.isAlive());
            if (process.isAlive()) {
                return server;
            }
            if (attempt == 5) {
                throw new IOException("nginx: " + Files.readString(directory.resolve("output")));
            }
        }
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Where the files of all its locations are. */
    Path files() {
        return directory.resolve("files");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
