package io.github.stepcache.readme;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepResult;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Service;

/** The README's examples, as they stand there. */
@Service
public class Dictionaries {

    @CachedStep(
            name = "dictionary",
            inputs = "data/raw",
            extensions = ".csv",
            outputDir = "out/dictionary",
            requiredOutputs = "dictionary.jsonl")
    public void build() throws IOException {
        profile(Path.of("data/raw"), Path.of("out/dictionary/dictionary.jsonl"));
    }

    @CachedStep(
            name = "report-#{#year}",
            inputs = {"out/clean", "config/report.yaml"},
            outputDir = "${reports.dir:out/reports}/#{#year}",
            requiredOutputs = {"report.html", "charts/*.svg"},
            artifactVersions = "template=3")
    public Totals report(int year) throws IOException {
        return new Totals(year);
    }

    @CachedStep(name = "rates", outputDir = "out/rates", requiredOutputs = "rates.json", expireAfter = "P1D")
    public void fetchRates() throws IOException {
        profile(Path.of("https://rates.example"), Path.of("out/rates/rates.json"));
    }

    @CachedStep(
            name = "classify",
            inputs = {"data/raw", "classpath*:rules/**/*.yaml", "https://example.org/countries.json"},
            outputDir = "out/classified",
            requiredOutputs = "classified.csv",
            parameters = {"mode=${app.mode:full}", "catalog=#{@catalog.version}"})
    public void classify() throws IOException {
        profile(Path.of("data/raw"), Path.of("out/classified/classified.csv"));
    }

    Totals countOnce(StepCache cache) throws IOException {
        StepSpec spec = StepSpec.named("dictionary")
                .inputs("data/raw")
                .outputDir(Path.of("out/dictionary"))
                .requiredOutputs("dictionary.jsonl")
                .build();
        StepResult<Totals> result = cache.run(spec, () -> count());
        return result.value();
    }

    /** A value that a step returns. */
    public record Totals(int rows) {}

    private static Totals count() throws IOException {
        profile(Path.of("data/raw"), Path.of("out/dictionary/dictionary.jsonl"));
        return new Totals(1);
    }

    private static void profile(Path raw, Path dictionary) throws IOException {
        Files.createDirectories(dictionary.getParent());
        Files.writeString(dictionary, raw.toString());
    }
}
