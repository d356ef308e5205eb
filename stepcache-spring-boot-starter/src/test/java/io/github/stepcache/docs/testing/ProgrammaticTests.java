package io.github.stepcache.docs.testing;

import static io.github.stepcache.test.StepCacheAssertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.stepcache.StepCache;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.test.StepDeterminism;
import io.github.stepcache.test.StepRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgrammaticTests {

    @TempDir
    Path dir;

    @Test
    void reasonsAreChecked() throws IOException {
        StepSpec spec = StepSpec.named("dictionary")
                .inputs("data")
                .outputDir(Path.of("out"))
                .requiredOutputs("dictionary.jsonl")
                .build();
        StepCache cache = StepCache.builder().baseDir(dir).build();
        write("data/a.csv", "1");
        cache.run(spec, () -> Dictionaries.write(dir.resolve("data"), dir.resolve("out")));

        assertThat(cache).skips(spec);
        write("data/a.csv", "2");
        write("data/b.csv", "3");
        assertThat(cache).runs(spec).becauseOnly(InputChanged.class, InputAdded.class);
        assertThat(cache.check(spec)).isStale().because(InputAdded.class);
    }

    @Test
    void dictionaryIsTheSameEachTime() throws Exception {
        Path data = write("data/a.csv", "1").resolveSibling(".");
        StepDeterminism.check(out -> Dictionaries.write(data, out));

        StepDeterminism.checkAcrossProcesses(out -> Dictionaries.write(Path.of("src/test/data"), out));
    }

    @Test
    void noStepIsCalledPastItsProxy() {
        StepRules.noSelfCalls().check(new ClassFileImporter().importPackages("io.github.stepcache.docs.testing"));
    }

    private Path write(String file, String content) throws IOException {
        Path path = dir.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        return Files.writeString(path, content);
    }
}
