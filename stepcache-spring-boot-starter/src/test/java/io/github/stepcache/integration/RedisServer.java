package io.github.stepcache.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Redis, which keeps everything in memory (Debian: {@code redis-server}). */
final class RedisServer implements AutoCloseable {

    private final Path directory;
    private final int port = ServerProcess.freePort();
    private @Nullable Process process;

    RedisServer() throws IOException {
        directory = Files.createTempDirectory("stepcache-redis");
        start();
    }

    int port() {
        return port;
    }

    void start() throws IOException {
        List<String> command = List.of(
                "redis-server",
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                directory.toString());
        process = ServerProcess.start(command, directory.resolve("log"), port);
    }

    void stop() {
        if (process != null) {
            ServerProcess.stop(process);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        FileSystemUtils.deleteRecursively(directory);
    }
}
