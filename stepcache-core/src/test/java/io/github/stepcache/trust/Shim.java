package io.github.stepcache.trust;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The library {@code src/test/native/file-faults.c}, compiled, to be preloaded into a child process. */
final class Shim {

    private static final Path SOURCE = Path.of("src/test/native/file-faults.c");

    private final Path library;

    private Shim(Path library) {
        this.library = library;
    }

    static Shim compile(Path directory) throws IOException, InterruptedException {
        Path library = directory.resolve("file-faults.so");
        List<String> command =
                List.of("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), SOURCE.toString(), "-ldl");
        try {
            Process compiler =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!compiler.waitFor(60, SECONDS) || compiler.exitValue() != 0) {
                throw new IllegalStateException("The C compiler could not compile " + SOURCE + ": " + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The tests tagged \"trust\" need Linux and a C compiler called cc", e);
        }
        return new Shim(library);
    }

    /** Have a fault strike a process among its operations below a directory, and log these. */
    void preload(ProcessBuilder process, Path root, Path log, ShimFault fault) throws IOException {
        Files.deleteIfExists(log);
        process.environment().put("LD_PRELOAD", library.toString());
        process.environment().put("FAULT_ROOT", root.toString());
        process.environment().put("FAULT_LOG", log.toString());
        process.environment().put("FAULT_CALLS", fault.calls());
        process.environment().put("FAULT", fault.what());
        process.environment().put("FAULT_AT", String.valueOf(fault.at()));
    }

    /** Let the operations of this process count from now on, if the library was preloaded. */
    static void startCounting(Path root) {
        Files.exists(root.resolve(".start-counting"));
    }

    static void stopCounting(Path root) {
        Files.exists(root.resolve(".stop-counting"));
    }
}
