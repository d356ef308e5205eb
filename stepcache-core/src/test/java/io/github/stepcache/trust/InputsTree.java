package io.github.stepcache.trust;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Inputs of all kinds in one base directory: files, twins, directories, empty ones, links, and links to links. */
final class InputsTree {

    /** Files that are inputs of some selection, by the names under which they are edited. */
    static final List<String> FILES =
            List.of("raw/a.csv", "raw/b.csv", "raw/sub/d.csv", "aside/t1", "aside/dir1/e.csv", "deep/er/f.csv");

    /** Directories that inputs lie in, on the way to them, or behind links to them. */
    static final List<String> DIRECTORIES =
            List.of("raw", "raw/sub", "raw/empty", "raw/notes", "deep", "deep/er", "aside", "aside/dir1", "v1");

    /** Links, each with another target that it could have. */
    static final SortedMap<String, String> LINKS = new TreeMap<>();

    static {
        LINKS.put("raw/link.csv", "../aside/t2");
        LINKS.put("raw/dirlink", "../aside/dir2");
        LINKS.put("aside/hop", "t2");
        LINKS.put("now", "v2");
    }

    private final Path base;
    private final Selection selection;

    InputsTree(Path base, Selection selection) throws IOException {
        this.base = base;
        this.selection = selection;
        for (String file : FILES) {
            write(file, "first of " + file);
        }
        for (String file : List.of("aside/t2", "aside/dir2/e.csv", "v1/g.csv", "v2/g.csv", "aside/twin")) {
            write(file, "first of " + file);
        }
        write("raw/notes/readme.md", "no csv");
        Files.createDirectories(base.resolve("raw/empty"));
        Files.createLink(base.resolve("raw/twin.csv"), base.resolve("aside/twin"));
        link("raw/link.csv", "../aside/t1");
        link("raw/chain.csv", "../aside/hop");
        link("raw/dirlink", "../aside/dir1");
        link("aside/hop", "t1");
        link("now", "v1");
    }

    /** What the step declares. */
    enum Selection {
        DIRECTORY("raw"),
        GLOB("raw/**/*.csv"),
        FILES_BY_NAME("raw/a.csv", "raw/chain.csv", "deep/er/f.csv", "now/g.csv"),
        DIRECTORIES_ON_A_WAY("deep/er", "now", "raw/sub"),
        GLOBS_ON_A_WAY("deep/er/*.csv", "now/*.csv", "raw/dirlink/*.csv");

        private final String inputs;

        Selection(String... inputs) {
            this.inputs = String.join(" ", inputs);
        }

        String[] inputs() {
            return inputs.split(" ", -1);
        }
    }

    Path path(String name) {
        return base.resolve(name);
    }

    /** List the files that the step reads, as a step itself would. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String input : selection.inputs()) {
            int wildcard = input.indexOf("/*");
            String root = wildcard < 0 ? input : input.substring(0, wildcard);
            int depth = wildcard < 0 || input.contains("**") ? Integer.MAX_VALUE : 1;
            try (Stream<Path> found = Files.walk(base.resolve(root), depth, FileVisitOption.FOLLOW_LINKS)) {
                found.filter(file -> Files.isRegularFile(file)
                                && (wildcard < 0 || file.toString().endsWith(".csv")))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Read some files: what the step makes of them. */
    String read(List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files) {
            text.append(base.relativize(file))
                    .append('=')
                    .append(Files.readString(file))
                    .append('\n');
        }
        return text.toString();
    }

    /** Write a file, and put the old time back if it had one. */
    void writeQuietly(Path file, String content) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, time);
    }

    void write(String file, String content) throws IOException {
        Files.createDirectories(base.resolve(file).getParent());
        Files.writeString(base.resolve(file), content);
    }

    void link(String link, String target) throws IOException {
        Files.createSymbolicLink(base.resolve(link), Path.of(target));
    }
}
