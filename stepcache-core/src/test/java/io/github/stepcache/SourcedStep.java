package io.github.stepcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A step that reads a file and what is in memory. */
abstract class SourcedStep {

    final Map<String, String> memory = new TreeMap<>();
    Path base = Path.of("");
    StepSpec spec = StepSpec.named("s").outputDir(base).build();
    Runnable meanwhile = () -> {};

    @BeforeEach
    void setUp(@TempDir Path dir) throws IOException {
        base = dir.toRealPath();
        Files.createDirectories(base.resolve("in"));
        Files.writeString(base.resolve("in/a"), "a");
        spec = declare().inputSource("memory:*", this::inMemory).build();
        memory.put("memory://x", "1");
    }

    static StepSpec.Builder declare() {
        return StepSpec.named("s").inputs("in").outputDir(Path.of("out")).requiredOutputs("o");
    }

    List<InputContent> inMemory() {
        List<InputContent> found = new ArrayList<>();
        memory.forEach((name, text) -> found.add(content(name, text)));
        return found;
    }

    static InputContent content(String name, String text) {
        return new InputContent.Streamed(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    Decision check() {
        return StepCache.builder().baseDir(base).build().check(spec);
    }

    StepResult<@Nullable Void> run() throws IOException {
        return StepCache.builder().baseDir(base).build().run(spec, () -> {
            meanwhile.run();
            Files.writeString(base.resolve("out/o"), "result");
        });
    }
}
