package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.Measurement;
import io.github.stepcache.comparison.Rival.MissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rivals that need nothing but data: the reference, the floor in C, OpenSSL, and a fixed time. */
final class Yardsticks {

    private static final int OPENSSL_BLOCK = 16 * 1024;

    private final Path home;
    private final Path floor;
    private boolean floorIsCompiled;

    /**
     * Find the yardsticks.
     *
     * @param home where their source lies
     * @param binaries where to compile what has to be compiled
     */
    Yardsticks(Path home, Path binaries) {
        this.home = home;
        this.floor = binaries.resolve("floor");
    }

    /** The Python module that StepCache began as. */
    Rival reference(String task, Object... arguments) {
        return Rival.of("reference", () -> {
            require("python3");
            List<String> command = new ArrayList<>(
                    List.of("python3", home.resolve("python/reference.py").toString(), task));
            Stream.of(arguments).map(Object::toString).forEach(command::add);
            return new Program(home, command).timedByItself();
        });
    }

    /** As fast as C gets with the same system calls. */
    Rival floor(Path directory, int threads) {
        return Rival.of("C floor, " + threads + " threads", () -> {
            compileFloor();
            return Program.in(home, floor.toString(), directory.toString(), Integer.toString(threads))
                    .timedByItself();
        });
    }

    /** OpenSSL's own benchmark: how long it would take for so many bytes, with nothing to read. */
    Rival openssl(int processes, long bytes) {
        return Rival.of("openssl speed" + (processes == 1 ? "" : " -multi " + processes), () -> {
            require("openssl");
            List<String> command = new ArrayList<>(List.of("openssl", "speed"));
            if (processes > 1) {
                command.addAll(List.of("-multi", Integer.toString(processes)));
            }
            command.addAll(List.of("-evp", "sha256", "-seconds", "1", "-bytes", Integer.toString(OPENSSL_BLOCK)));
            String thousands = new Program(home, command)
                    .run()
                    .lines()
                    .filter(line -> line.matches("sha256 +[0-9.]+k"))
                    .map(line -> line.replaceAll("^sha256 +|k$", ""))
                    .findFirst()
                    .orElseThrow(() -> new IOException("openssl speed printed no figure"));
            return new Measurement(bytes / (Double.parseDouble(thousands) * 1000));
        });
    }

    /** A fixed time to keep to. */
    static Rival limit(String name, double seconds) {
        return Rival.of(name, () -> new Measurement(seconds));
    }

    private void compileFloor() throws IOException, InterruptedException {
        if (floorIsCompiled) {
            return;
        }
        require("cc");
        Files.createDirectories(floor.getParent());
        String source = home.resolve("c/floor.c").toString();
        try {
            Program.in(home, "cc", "-O3", "-pthread", source, "-lcrypto", "-o", floor.toString())
                    .run();
        } catch (IOException e) {
            throw new MissingException("headers of OpenSSL for C");
        }
        floorIsCompiled = true;
    }

    static void require(String program) throws MissingException {
        if (!Program.exists(program)) {
            throw new MissingException(program);
        }
    }
}
