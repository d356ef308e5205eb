package io.github.stepcache.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The outputs of a step, made up by chance: a file, files that a glob matches, and a directory with more in it. */
final class OutputsTree {

    static final String[] REQUIRED = {"report.txt", "*.log", "parts"};

    private static final List<String> NAMES = List.of("a", "b c", "é", "😀", "x\ny", "\"q\"", ".hidden");

    private final Path dir;
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    OutputsTree(Path dir, Random random) {
        this.dir = dir;
        add("report.txt", random);
        for (int i = random.nextInt(3); i >= 0; i--) {
            add(NAMES.get(i) + ".log", random);
        }
        for (String folder : List.of("parts/", "parts/deep/", "parts/deep/.er/")) {
            for (int i = random.nextInt(NAMES.size()); i >= 0; i--) {
                add(folder + NAMES.get(i), random);
            }
        }
    }

    /** The keys of all files, sorted. */
    List<String> keys() {
        return List.copyOf(files.keySet());
    }

    Path path(String key) {
        return dir.resolve(key);
    }

    /** Write all files, with whatever was there (but the manifest) removed first. */
    void write() throws IOException {
        try (Stream<Path> found = Files.list(dir)) {
            for (Path top : found.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList()) {
                remove(top);
            }
        }
        for (String key : files.keySet()) {
            Files.createDirectories(path(key).getParent());
            Files.write(path(key), files.get(key));
        }
        Files.createDirectories(path("parts/empty"));
    }

    static void remove(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> found = Files.walk(tree)) {
                for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** No two files have the same content, so that to swap them is a change. */
    private void add(String key, Random random) {
        files.put(
                key,
                (key + " " + random.nextLong()).repeat(1 + random.nextInt(20)).getBytes(UTF_8));
    }
}
