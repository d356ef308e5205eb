package io.github.stepcache.docs.testing;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The step that the examples test. */
@Service
public class Dictionaries {

    private final Path baseDir;

    public Dictionaries(@Value("${stepcache.base-dir:}") Path baseDir) {
        this.baseDir = baseDir;
    }

    @CachedStep(
            name = "dictionary-#{#study}",
            inputs = "data/#{#study}",
            outputDir = "out/dictionary/#{#study}",
            requiredOutputs = "dictionary.jsonl")
    public void build(String study) throws IOException {
        write(
                baseDir.resolve("data").resolve(study),
                baseDir.resolve("out/dictionary").resolve(study));
    }

    static void write(Path data, Path out) throws IOException {
        Files.createDirectories(out);
        Files.copy(data.resolve("a.csv"), out.resolve("dictionary.jsonl"));
    }
}
