package io.github.stepcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One of the machines of {@link RandomSharingTests}, with a step whose outputs and value follow from its input, and ways to
 * damage them.
 */
final class SharingMachine {

    private static final String MANIFEST = "out/.report.manifest.json";
    private static final String CLEANED_UP = "clean-up.lock";
    private static final Duration AGE = Duration.ofDays(1);

    private final Path base;
    private boolean expires;

    SharingMachine(Path base) {
        this.base = base;
        try {
            write("raw/a.csv", "1");
            write("out/notes.txt", "precious");
            write("other/parts/one.csv", "precious");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void expires(boolean on) {
        expires = on;
    }

    Path base() {
        return base;
    }

    StepSpec step() {
        StepSpec.Builder step = StepSpec.named("report")
                .inputs("raw")
                .outputDir(Path.of("out"))
                .requiredOutputs("report.txt", "parts", "bin/*.sh");
        return expires ? step.expireAfter(AGE).build() : step.build();
    }

    /** Tell whether a run is too old to count. */
    boolean isTooOld(Decision decision, Instant now) {
        Instant completed = decision instanceof Decision.Restored restored
                ? restored.manifest().completedAt()
                : ((Decision.Fresh) decision).manifest().completedAt();
        Duration age = Duration.between(completed, now);
        return expires && (age.isNegative() || age.compareTo(AGE) >= 0);
    }

    String value() throws IOException {
        return "value of " + input();
    }

    private String input() throws IOException {
        return Files.readString(base.resolve("raw/a.csv"));
    }

    Map<String, String> expected() throws IOException {
        String input = input();
        return Map.of(
                "report.txt",
                "report of " + input,
                "parts",
                "directory",
                "parts/same.csv",
                "always the same",
                "parts/one.csv",
                "one," + input,
                "parts/" + input,
                "directory",
                "parts/" + input + "/deep.csv",
                "two," + input,
                "bin/tool.sh",
                "#!" + input);
    }

    String work() throws IOException {
        deleteOutputs();
        Files.createDirectories(base.resolve("out/parts"));
        for (Map.Entry<String, String> output : expected().entrySet()) {
            if (!output.getValue().equals("directory")) {
                write("out/" + output.getKey(), output.getValue());
            }
        }
        return value();
    }

    void workByHalf() throws IOException {
        write("out/report.txt", "half a report");
        write("out/parts/half.csv", "half");
    }

    SortedMap<String, String> outputs() throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        all(base.resolve("out")).forEach((file, content) -> {
            if (!file.startsWith(".") && !file.equals("notes.txt") && !file.equals("bin")) {
                found.put(file, content);
            }
        });
        return found;
    }

    SortedMap<String, String> allBesideOutputs() throws IOException {
        SortedMap<String, String> found = all(base);
        found.keySet()
                .removeIf(file -> file.equals("out/report.txt")
                        || file.startsWith("out/parts")
                        || file.startsWith("out/bin")
                        || file.startsWith("out/.report.")
                        || file.equals(".out.report.lock"));
        return found;
    }

    boolean hasStaging() throws IOException {
        return all(base).keySet().stream().anyMatch(file -> file.contains(".restoring."));
    }

    SharingMachine input(String input) throws IOException {
        write("raw/a.csv", input);
        return this;
    }

    String editInput(Random random) throws IOException {
        String input = String.valueOf(1 + random.nextInt(3));
        input(input);
        return "input " + input;
    }

    String deleteOutputs() throws IOException {
        List<String> outputs = new ArrayList<>(outputs().keySet());
        for (int i = outputs.size() - 1; i >= 0; i--) {
            Files.delete(base.resolve("out").resolve(outputs.get(i)));
        }
        return "delete outputs";
    }

    String damageOutput(Random random) throws IOException {
        if (random.nextInt(4) == 0) {
            write("out/parts/foreign.csv", "foreign");
            return "add an output";
        }
        for (String file : outputs().keySet()) {
            if (random.nextInt(3) == 0
                    && Files.isRegularFile(base.resolve("out").resolve(file))) {
                if (random.nextBoolean()) {
                    Files.delete(base.resolve("out").resolve(file));
                    return "delete " + file;
                }
                write("out/" + file, "tampered");
                return "tamper with " + file;
            }
        }
        return "leave outputs alone";
    }

    String damageManifest(Random random) throws IOException {
        Path manifest = base.resolve(MANIFEST);
        if (!Files.exists(manifest) || random.nextBoolean()) {
            Files.deleteIfExists(manifest);
            return "delete manifest";
        }
        byte[] content = Files.readAllBytes(manifest);
        if (content.length > 0) {
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(manifest, content);
        }
        return "flip a bit of the manifest";
    }

    /** As it happens where manifests are checked in. */
    String takeManifestOf(SharingMachine other) throws IOException {
        if (Files.exists(other.base.resolve(MANIFEST)) && Files.exists(base.resolve("out"))) {
            Files.copy(other.base.resolve(MANIFEST), base.resolve(MANIFEST), StandardCopyOption.REPLACE_EXISTING);
        }
        return "take the other's manifest";
    }

    /** Damage one of the files below a directory. */
    static String damageOneOf(Path directory, Random random) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String file : all(directory).keySet()) {
            if (Files.isRegularFile(directory.resolve(file)) && !file.equals(CLEANED_UP)) {
                found.add(directory.resolve(file));
            }
        }
        if (found.isEmpty()) {
            return "leave the store alone";
        }
        Path file = found.get(random.nextInt(found.size()));
        byte[] content = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length + 1)));
            case 2 -> {
                if (content.length > 0) {
                    content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Files.write(file, content);
            }
            default -> Files.write(file, Files.readAllBytes(found.get(random.nextInt(found.size()))));
        }
        return "damage " + directory.relativize(file);
    }

    /** Delete all the files below a directory. */
    static String lose(Path directory) throws IOException {
        for (String file : all(directory).keySet()) {
            if (Files.isRegularFile(directory.resolve(file)) && !file.equals(CLEANED_UP)) {
                Files.delete(directory.resolve(file));
            }
        }
        return "lose the store";
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(base.resolve(file).getParent());
        Files.writeString(base.resolve(file), content);
    }

    private static SortedMap<String, String> all(Path directory) throws IOException {
        SortedMap<String, String> found = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.skip(1).toList()) {
                    String content = Files.isDirectory(path) ? "directory" : Files.readString(path, ISO_8859_1);
                    found.put(directory.relativize(path).toString(), content);
                }
            }
        }
        return found;
    }
}
