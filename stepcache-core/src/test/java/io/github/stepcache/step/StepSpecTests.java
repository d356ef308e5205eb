package io.github.stepcache.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.github.stepcache.code.CodeCheck;
import io.github.stepcache.code.CodeFingerprint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSpecTests {

    private static StepSpec.Builder step() {
        return StepSpec.named("dictionary").outputDir(Path.of("out"));
    }

    @Test
    void builderCollectsWhatIsDeclared() {
        StepSpec spec = step().inputs("data/raw", "config/*.yaml")
                .inputs("more.csv")
                .extensions(".csv", ".yaml")
                .requiredOutputs("dictionary.jsonl", "parts/*.csv")
                .artifactVersion("schema", "1.0.0")
                .parameter("year", "2024")
                .manifestDir(Path.of("state"))
                .build();

        assertThat(spec.name()).isEqualTo("dictionary");
        assertThat(spec.inputs()).containsExactly("data/raw", "config/*.yaml", "more.csv");
        assertThat(spec.extensions()).containsExactly(".csv", ".yaml");
        assertThat(spec.outputDir()).isEqualTo(Path.of("out"));
        assertThat(spec.requiredOutputs()).containsExactly("dictionary.jsonl", "parts/*.csv");
        assertThat(spec.manifestDir()).isEqualTo(Path.of("state"));
        assertThat(spec.artifactVersions()).containsExactly(entry("schema", "1.0.0"));
        assertThat(spec.parameters()).containsExactly(entry("year", "2024"));
    }

    @Test
    void manifestLiesInTheOutputDirectoryUnlessToldOtherwise() {
        assertThat(step().build().manifestDir()).isEqualTo(Path.of("out"));
    }

    @Test
    void outputDirectoryIsNeeded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepSpec.named("dictionary").build())
                .withMessage("Step \"dictionary\" has no output directory");
    }

    @Test
    void nameIsChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> StepSpec.named("../x").outputDir(Path.of("out")).build())
                .withMessageStartingWith("Step name \"../x\" is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {".csv", ".CSV", ".jsonl", ".7z", ".é", ".x-y_z"})
    void extensionIsADotAndLetters(String extension) {
        assertThat(step().extensions(extension).build().extensions()).containsExactly(extension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "*.csv", "", ".", "..", ".tar.gz", ".csv."})
    void anyOtherExtensionIsRefusedForItWouldNeverMatch(String extension) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().extensions(extension).build())
                .withMessageStartingWith("Extension " + Quoted.of(extension) + " is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a[b", "{a", "*/../x", "a\0b"})
    void inputThatIsNoPathAndNoGlobIsRefused(String input) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().inputs(input).build());
    }

    @Test
    void inputMayLieAnywhere() {
        StepSpec spec = step().inputs("../other/data", "/etc/hosts", "/data/**/*.csv", ".")
                .build();

        assertThat(spec.inputs()).containsExactly("../other/data", "/etc/hosts", "/data/**/*.csv", ".");
    }

    @Test
    void inputPathsAreNeverReadAsGlobs() {
        StepSpec spec = step().inputPaths(Path.of("data", "a[1]*.csv")).build();

        PathPattern pattern = PathPattern.parse(spec.inputs().get(0));
        assertThat(pattern.glob()).isEmpty();
        assertThat(pattern.root()).isEqualTo(Path.of("data", "a[1]*.csv").toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void inputPathWhoseTextWouldLeadToAnotherFileIsRefused() {
        Path noText = Path.of(URI.create("file:///data/%FF.csv"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().inputPaths(noText))
                .withMessageStartingWith("Input \"/data/\ufffd.csv\" is refused")
                .withMessageContaining(FileNames.UNFAITHFUL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "", "a/../../b"})
    void requiredOutputOutsideTheOutputDirectoryIsRefused(String output) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().requiredOutputs(output).build());
    }

    @Test
    void noCodeCountsUntilSomebodySaysWhatItIs() {
        assertThat(step().build().code()).isEqualTo(CodeFingerprint.none());
        assertThat(step().build().code().counts()).isFalse();
    }

    @Test
    void codeGoesFromOneDeclarationToTheNext() {
        StepSpec spec =
                step().code(CodeFingerprint.of("git", Map.of("commit", "4f2c"))).build();

        assertThat(spec.toBuilder().build()).isEqualTo(spec);
        assertThat(spec.toBuilder().artifactVersion("a", "1").build().code()).isEqualTo(spec.code());
        assertThat(spec.toBuilder().code(CodeFingerprint.none()).build()).isEqualTo(step().build());
    }

    @Test
    void namelessVersionsAndParametersAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().artifactVersion("", "1").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step().parameter(" ", "1").build());
    }

    @Test
    void versionsAndParametersAreSortedByCodePoint() {
        StepSpec spec = step().parameter("\ufffd", "b")
                .parameter("😀", "c")
                .parameter("a", "a")
                .build();

        assertThat(spec.parameters().keySet()).containsExactly("a", "\ufffd", "😀");
    }

    @Test
    void whatIsDeclaredTwiceCountsOnce() {
        StepSpec spec = step().inputs("data", "data").requiredOutputs("a", "a").build();

        assertThat(spec.inputs()).containsExactly("data");
        assertThat(spec.requiredOutputs()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void expiryThatIsNotMoreThanZeroIsRefused(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> step().expireAfter(Duration.ofSeconds(seconds)).build())
                .withMessageContaining("Expiry after PT")
                .withMessageContaining("is refused");
    }

    @Test
    void declarationIsNotChangedThroughItsBuilder() {
        StepSpec.Builder builder = step().inputs("data").extensions(".csv");
        StepSpec spec = builder.build();

        builder.inputs("more")
                .extensions(".txt")
                .requiredOutputs("x")
                .parameter("a", "b")
                .artifactVersion("c", "d");

        assertThat(spec).isEqualTo(step().inputs("data").extensions(".csv").build());
    }

    @Test
    void declarationIsNotChangedThroughWhatItWasMadeOf() {
        List<String> inputs = new ArrayList<>(List.of("data"));
        Set<String> extensions = new LinkedHashSet<>(Set.of(".csv"));
        List<String> outputs = new ArrayList<>(List.of("a.csv"));
        SortedMap<String, String> versions = new TreeMap<>();
        SortedMap<String, String> parameters = new TreeMap<>();
        Path out = Path.of("out");
        Map<String, InputSource> sources = new LinkedHashMap<>();
        StepSpec spec = new StepSpec(
                "s",
                inputs,
                sources,
                extensions,
                out,
                outputs,
                out,
                versions,
                parameters,
                CodeFingerprint.none(),
                CodeCheck.none(),
                Optional.empty());

        inputs.clear();
        sources.put("memory:a", List::of);
        extensions.add("csv");
        outputs.add("../x");
        versions.put("schema", "2");
        parameters.put("year", "2024");

        assertThat(spec)
                .isEqualTo(StepSpec.named("s")
                        .inputs("data")
                        .extensions(".csv")
                        .requiredOutputs("a.csv")
                        .outputDir(out)
                        .build());
    }

    @Test
    void declarationCannotBeChangedAtAll() {
        StepSpec spec = step().inputs("data")
                .extensions(".csv")
                .requiredOutputs("a")
                .parameter("a", "b")
                .artifactVersion("c", "d")
                .build();

        for (Runnable change : List.<Runnable>of(
                () -> spec.inputs().clear(),
                () -> spec.sources().clear(),
                () -> spec.extensions().clear(),
                () -> spec.requiredOutputs().clear(),
                () -> spec.parameters().clear(),
                () -> spec.artifactVersions().clear())) {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change::run);
        }
    }

    @Test
    void builderOfADeclarationStartsWithAllOfIt() {
        StepSpec spec = step().inputs("data")
                .inputSource("memory:a", List::of)
                .extensions(".csv")
                .requiredOutputs("a")
                .parameter("a", "b")
                .artifactVersion("c", "d")
                .manifestDir(Path.of("state"))
                .expireAfter(Duration.ofDays(1))
                .build();

        assertThat(spec.toBuilder().build()).isEqualTo(spec);
        assertThat(spec.toBuilder().inputs("more").build().inputs()).containsExactly("data", "more");
        assertThat(spec.inputs()).containsExactly("data");
    }
}
