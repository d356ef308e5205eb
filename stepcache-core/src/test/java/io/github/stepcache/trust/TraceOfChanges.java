package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.manifest.ChildJvm;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process asked the system to change below a directory, in its order and one line each, as strace saw it. */
final class TraceOfChanges {

    private static final String CALLS =
            "open,openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,"
                    + "renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,symlink,symlinkat,ftruncate,truncate";

    private static final Pattern CALL = Pattern.compile("^(\\w+)\\((.*)\\) += (-?\\d+)(?:<[^>]*>)?(?: .*)?$");
    private static final Pattern PATH = Pattern.compile("[\"<](/[^\">]*)[\">]");
    private static final Pattern STATE = Pattern.compile("\\\\\"state\\\\\": \\\\\"([\\w-]+)");
    private static final Pattern UNIQUE = Pattern.compile("\\.\\d+-[0-9a-f]+\\.tmp");

    private final Path root;

    private TraceOfChanges(Path root) {
        this.root = root;
    }

    /**
     * Run a main method in a process of its own.
     *
     * @param root absolute, and without links
     * @param scratch a directory for the trace
     * @param options more options of strace
     * @return lines such as {@code write a.txt}, {@code fsync a.txt}, {@code rename a.txt to b.txt}, with paths relative
     *     to the root, {@code UNIQUE} for the unique part of the name of a temporary manifest, and the state that a
     *     written manifest tells
     */
    static List<String> of(Path root, Path scratch, List<String> options, Class<?> main, Object... arguments)
            throws IOException, InterruptedException {
        assertThat(Stream.of(System.getenv("PATH").split(":")).map(directory -> Path.of(directory, "strace")))
                .as("This test reads a trace of system calls: install strace (Debian: apt-get install strace)")
                .anyMatch(Files::isExecutable);
        // One file a thread, so that no line is torn by another thread's.
        List<String> command = new ArrayList<>(List.of("strace", "-ff", "-y", "-qq", "-s", "4096"));
        command.addAll(List.of("-e", "signal=none", "-e", "trace=" + CALLS, "-o", scratch.resolve("trace") + ""));
        command.addAll(options);
        command.addAll(ChildJvm.command(main, List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"), arguments));
        ChildJvm.run(command);
        return new TraceOfChanges(root).read(scratch);
    }

    private List<String> read(Path scratch) throws IOException {
        List<String> changes = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(scratch, "trace.*")) {
            for (Path thread : threads) {
                List<String> found = Files.readAllLines(thread, UTF_8).stream()
                        .flatMap(this::change)
                        .toList();
                assertThat(found.isEmpty() || changes.isEmpty())
                        .as("one thread does it all, or the order would not be known")
                        .isTrue();
                changes.addAll(found);
            }
        }
        return changes;
    }

    private Stream<String> change(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.matches() || call.group(3).startsWith("-")) {
            return Stream.empty();
        }
        String arguments = call.group(2);
        List<String> paths = pathsBelowRoot(arguments);
        if (paths.isEmpty()) {
            return Stream.empty();
        }
        String name = call.group(1).replaceFirst("at2?$|64$", "");
        return switch (name) {
            case "open", "creat" ->
                arguments.contains("O_CREAT") || arguments.contains("O_TRUNC")
                        ? Stream.of("open to write " + paths.get(0))
                        : Stream.empty();
            case "write", "pwrite", "writev", "pwritev" -> Stream.of("write " + paths.get(0) + state(arguments));
            case "rename" -> Stream.of("rename " + paths.get(0) + " to " + paths.get(1));
            case "symlink" -> Stream.of("link " + paths.get(paths.size() - 1));
            case "unlink", "rmdir" -> Stream.of("delete " + paths.get(0));
            default -> Stream.of(name + " " + paths.get(0)); // fsync, fdatasync, mkdir, truncate
        };
    }

    private List<String> pathsBelowRoot(String arguments) {
        return PATH.matcher(arguments)
                .results()
                .map(found -> Path.of(found.group(1)))
                .filter(path -> path.startsWith(root))
                .map(path -> path.equals(root) ? "." : root.relativize(path).toString())
                .map(path -> UNIQUE.matcher(path).replaceFirst(".UNIQUE.tmp"))
                .toList();
    }

    private static String state(String content) {
        Matcher state = STATE.matcher(content);
        return state.find() ? " state " + state.group(1) : "";
    }
}
