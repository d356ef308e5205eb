package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server that a test starts as a child process, on a port of its own. */
final class ServerProcess {

    private ServerProcess() {}

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Start it, and wait until somebody listens on the port. */
    static Process start(List<String> command, Path log, int port) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return isListening(port);
        });
        return process;
    }

    /** Ask the server to end, and wait. */
    static void stop(Process process) {
        process.destroy();
        waitFor(process);
    }

    /** Run a command to its end. */
    static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        waitFor(process);
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static void waitFor(Process process) {
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
