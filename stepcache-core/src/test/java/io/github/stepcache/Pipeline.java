package io.github.stepcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.StepManifests;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The smallest pipeline there is: a step {@code report} that reads the directory {@code raw} and writes
 * {@code out/report.txt}. It counts its runs, and returns the number of the run as its value, so that a replayed value
 * cannot pass for a new one.
 */
final class Pipeline {

    static final String INPUT = "raw/a.csv";
    static final String OUTPUT = "out/report.txt";
    static final String INDEX = "out/.report.index";
    static final String MANIFEST = "out/.report.manifest.json";
    static final String LOCK = ".out.report.lock";

    private final Path base;
    private int runs;

    Pipeline(Path base) {
        this.base = base;
    }

    /** Make a pipeline with one input file. */
    static Pipeline in(Path base) {
        return new Pipeline(base).write(INPUT, "a,1");
    }

    StepCacheBuilder settings() {
        return StepCache.builder().baseDir(base);
    }

    StepSpec.Builder declaration() {
        return StepSpec.named("report").inputs("raw").outputDir(Path.of("out")).requiredOutputs("report.txt");
    }

    StepSpec step() {
        return declaration().build();
    }

    StepResult<String> run() {
        return run(settings().build());
    }

    StepResult<String> run(StepCache cache) {
        return cache.run(step(), this::work);
    }

    Decision check() {
        return settings().build().check(step());
    }

    /** Tell why the step would run now. */
    List<StaleReason> reasons() {
        return check().reasons();
    }

    /** The work of the step. */
    String work() {
        runs++;
        write(OUTPUT, "report of " + read(INPUT));
        return "run " + runs;
    }

    int runs() {
        return runs;
    }

    Path path(String relative) {
        return base.resolve(relative);
    }

    Pipeline write(String file, String content) {
        try {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ManifestLookup manifest() {
        return StepManifests.read("report", path("out"));
    }

    /** Tell all there is in the base directory: files with their content, directories, and when each was changed. */
    SortedMap<String, String> snapshot() {
        SortedMap<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(base)) {
            for (Path path : paths.toList()) {
                String content = Files.isDirectory(path) ? "directory" : Files.readString(path, ISO_8859_1);
                found.put(base.relativize(path).toString(), content + " since " + Files.getLastModifiedTime(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }
}
