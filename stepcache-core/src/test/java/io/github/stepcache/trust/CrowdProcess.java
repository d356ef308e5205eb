package io.github.stepcache.trust;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process that runs a {@link CrowdProgram}; its end is the end of this object. */
final class CrowdProcess implements AutoCloseable {

    private static final int SECONDS_UNTIL_IT_HANGS = 60;

    private final int threads;
    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private CrowdProcess(int threads, Process process) {
        this.threads = threads;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readLines);
        reader.setDaemon(true);
        reader.start();
    }

    static CrowdProcess of(int threads) throws IOException {
        return new CrowdProcess(
                threads,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrowdProgram.class.getName(),
                                String.valueOf(threads))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** Let all threads call the step of a directory at once. */
    void call(CrowdProgram.Way way, Path base) throws IOException {
        orders.write(way + " " + base + "\n");
        orders.flush();
    }

    /** Wait until all threads are about to call, or have called. */
    void awaitCalls() throws InterruptedException {
        for (int called = 0; called < threads; called += next().equals("calling") ? 1 : 0) {}
    }

    /** Wait for what the threads got. */
    List<String> results() throws InterruptedException {
        List<String> results = new ArrayList<>();
        while (results.size() < threads) {
            String line = next();
            if (!line.equals("calling")) {
                results.add(line);
            }
        }
        return results;
    }

    /** Kill it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String next() throws InterruptedException {
        String line = lines.poll(SECONDS_UNTIL_IT_HANGS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IllegalStateException("A process of the crowd hangs");
        }
        return line;
    }

    private void readLines() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("The process is gone: " + e);
        }
    }
}
