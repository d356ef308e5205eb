package io.github.stepcache.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OutputReader;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.graph.StepLink.Kind;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over random declarations and files: whenever a step reads a file that another one must leave, there is an edge. */
class EdgesAgainstFilesTests {

    private static final List<String> NAMES =
            List.of("a", "b", "ab", "A", "x.csv", "y.csv", "x.json", ".h", ".x.csv", "é", "[a]", "a,b", "a b", "-");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "A",
            "x",
            ".csv",
            ".json",
            ".h",
            "é",
            "*",
            "*",
            "?",
            "**",
            "[ab]",
            "[!a]",
            "[a-y]",
            "[.]",
            "{a,b}",
            "{x,y}.csv",
            "{,.}x",
            "{a/b,b}",
            "\\[a\\]",
            "a,b",
            ",",
            " ",
            "-");

    @TempDir
    Path dir;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void whereAFileIsWrittenAndReadThereIsAnEdge(long seed) throws IOException {
        Random random = new Random(seed);
        int read = 0;
        int edges = 0;
        for (int tree = 0; tree < 5; tree++) {
            Path base = Files.createDirectory(dir.resolve("tree" + tree));
            List<Path> files = makeTree(base, random);
            for (int round = 0; round < 300; round++) {
                Path file = files.get(random.nextInt(files.size()));
                StepSpec writer = writer(random, base, file);
                StepSpec reader = reader(random, base, file);
                Set<String> both = written(writer, base);
                both.retainAll(read(reader, base));
                List<StepEdge> found = StepGraph.of(List.of(writer, reader), base).edges().stream()
                        .filter(edge -> edge.to().equals("reader"))
                        .filter(edge -> edge.links().stream().anyMatch(link -> link.kind() == Kind.REQUIRED_OUTPUT))
                        .toList();
                if (!both.isEmpty()) {
                    assertThat(found)
                            .as("seed %d: %s and %s share %s", seed, writer, reader, both)
                            .isNotEmpty();
                }
                read += both.isEmpty() ? 0 : 1;
                edges += found.isEmpty() ? 0 : 1;
            }
        }
        System.out.printf(
                "GRAPH seed %d: 1500 pairs, %d with a common file, %d with an edge, 0 missed%n", seed, read, edges);
        assertThat(read).as("pairs with a common file").isBetween(300, 1_400);
        assertThat(edges).as("pairs without an edge, too").isLessThan(1_400);
    }

    private static List<Path> makeTree(Path base, Random random) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Path path = base;
            for (int depth = 1 + random.nextInt(4); depth > 0 && !Files.isRegularFile(path); depth--) {
                path = path.resolve(NAMES.get(random.nextInt(NAMES.size())));
            }
            if (!Files.exists(path)) {
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, "x");
                files.add(base.relativize(path));
            }
        }
        return files;
    }

    private static StepSpec writer(Random random, Path base, Path file) {
        return declared(() -> {
            int cut = random.nextInt(file.getNameCount());
            Path directory = cut == 0 ? Path.of("") : file.subpath(0, cut);
            Path output = file.subpath(cut, file.getNameCount());
            return StepSpec.named("writer")
                    .outputDir(random.nextInt(4) == 0 ? base.resolve(directory) : directory)
                    .requiredOutputs(random.nextInt(4) == 0 ? pattern(random) : patternOf(output, random))
                    .build();
        });
    }

    private static StepSpec reader(Random random, Path base, Path file) {
        return declared(() -> {
            StepSpec.Builder spec = StepSpec.named("reader").outputDir(Path.of("z"));
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                String input = random.nextInt(3) == 0 ? pattern(random) : patternOf(file, random);
                spec.inputs(
                        switch (random.nextInt(6)) {
                            case 0 -> base + "/" + input;
                            case 1 -> "./b/../" + input;
                            default -> input;
                        });
            }
            return (random.nextInt(3) == 0 ? spec.extensions(".csv") : spec).build();
        });
    }

    /** Write a file or a directory above it in one of many ways, most of which match it. */
    private static String patternOf(Path file, Random random) {
        List<String> names = new ArrayList<>();
        int depth = random.nextInt(3) == 0 ? 1 + random.nextInt(file.getNameCount()) : file.getNameCount();
        for (Path path : file.subpath(0, depth)) {
            String name = path.toString();
            names.add(
                    switch (random.nextInt(9)) {
                        case 0 -> "*";
                        case 1 -> "**";
                        case 2 -> "?" + quote(name.substring(1));
                        case 3 -> "[!z]" + quote(name.substring(1));
                        case 4 -> "{" + quote(name) + ",b}";
                        case 5 -> quote(name.substring(0, 1)) + "*";
                        default -> quote(name);
                    });
        }
        return String.join("/", names);
    }

    private static String quote(String name) {
        return PathPattern.quote(name);
    }

    /** What is refused is declared anew. */
    private static StepSpec declared(Supplier<StepSpec> attempt) {
        for (int i = 0; i < 1_000; i++) {
            try {
                return attempt.get();
            } catch (IllegalArgumentException e) {
                // on to the next
            }
        }
        throw new AssertionError("everything is refused");
    }

    private static String pattern(Random random) {
        List<String> names = new ArrayList<>();
        for (int depth = 1 + random.nextInt(3); depth > 0; depth--) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(3); length > 0; length--) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            names.add(name.toString());
        }
        return String.join("/", names);
    }

    private static Set<String> written(StepSpec spec, Path base) {
        Set<String> files = new TreeSet<>();
        OutputReader outputs = new OutputReader(base, KnownFiles.none(), new HashThreads(1));
        Path directory = base.resolve(spec.outputDir()).normalize();
        outputs.readContents(OwnFiles.of(spec, base)).contents().orElseThrow().forEach((key, content) -> {
            if (content.length() == 64) {
                files.add(base.relativize(directory.resolve(key).normalize()).toString());
            }
        });
        return files;
    }

    private static Set<String> read(StepSpec spec, Path base) {
        InputReader inputs = new InputReader(
                base, KeyPatterns.excludes(List.of(), base.getFileSystem()), KnownFiles.none(), new HashThreads(1));
        return inputs.read(spec, OwnFiles.of(spec, base)).hashes().keySet();
    }
}
