package io.github.stepcache.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL (Debian: {@code postgresql}). It refuses to run as root, and then runs as the user that Debian made for it. */
final class PostgresServer implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "postgres";

    private final Path directory;
    private final Path log;
    private final int port = ServerProcess.freePort();
    private @Nullable Process process;

    PostgresServer() throws IOException {
        directory = Files.createTempDirectory("stepcache-postgres");
        log = Files.createTempFile("stepcache-postgres", ".log");
        if (isRoot()) {
            ServerProcess.run(List.of("chown", USER, directory.toString()), log);
        }
        ServerProcess.run(command("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"), log);
        start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=" + USER;
    }

    void start() throws IOException {
        process = ServerProcess.start(
                command(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        String.valueOf(port),
                        "-h",
                        "127.0.0.1",
                        "-k",
                        directory.toString(),
                        "-F"),
                log,
                port);
    }

    /** In its fast mode: it does not wait for who is connected. */
    void stop() throws IOException {
        if (process != null) {
            ServerProcess.run(command("pg_ctl", "stop", "-D", data(), "-m", "fast"), log);
            ServerProcess.stop(process);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        FileSystemUtils.deleteRecursively(directory);
        Files.delete(log);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static List<String> command(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(binaries().resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path binaries() throws IOException {
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.max(Comparator.comparingInt(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }
}
