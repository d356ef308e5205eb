package io.github.stepcache.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.stepcache.LogCapture;
import io.github.stepcache.ManifestStuckException;
import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.StepResult;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hostile declaration is refused with a message that names the culprit, or taken literally; nothing outside of the
 * output directory is written or removed, and one event is one line of the log (contract 2, 5.1).
 */
class HostileDeclarationTests {

    @TempDir
    private Path surroundings;

    private Path base;
    private final LogCapture log = new LogCapture();

    @BeforeEach
    void setUp() throws IOException {
        base = Files.createDirectories(surroundings.resolve("a/b/base"));
        Files.createDirectories(base.resolve("raw"));
        Files.writeString(base.resolve("raw/a.csv"), "a");
        Files.writeString(base.resolve("../outside"), "precious");
        Files.writeString(base.resolve("precious"), "precious");
        Files.writeString(surroundings.resolve("x"), "precious");
        Files.createDirectory(base.resolve("out"));
    }

    @AfterEach
    void everyEventIsOneLine() {
        log.close();
        for (String line : (Iterable<String>)
                Stream.of(log.infos(), log.warnings(), log.debugs()).flatMap(lines -> lines.stream())::iterator) {
            assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u2028\u2029\u202e\u200f]");
        }
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#REFUSED_NAMES")
    void nameIsRefused(String name) throws IOException {
        assertRefused("Step name", name, () -> run(StepSpec.named(name).outputDir(Path.of("out"))));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#REFUSED_OUTPUTS")
    void outputIsRefused(String output) throws IOException {
        assertRefused("", output, () -> run(step().requiredOutputs(output)));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#REFUSED_INPUTS")
    void inputIsRefused(String input) throws IOException {
        assertRefused("", input, () -> run(step().inputs(input)));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#REFUSED_OUTPUTS")
    void excludeIsRefused(String exclude) throws IOException {
        assertRefused("", exclude, () -> settings().excludes(exclude).build());
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#LITERAL_OUTPUTS")
    void outputIsTakenLiterally(String output) throws IOException {
        assertHarmless(spec -> spec.requiredOutputs(output));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#LITERAL_INPUTS")
    void inputIsTakenLiterally(String input) throws IOException {
        assertHarmless(spec -> spec.inputs(input));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#VALUES")
    void valuesAndTheirNamesAreTakenLiterally(String value) throws IOException {
        assertHarmless(spec -> spec.parameter("p" + value, value).artifactVersion("v" + value, value));
    }

    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#VALUES")
    void forcedStepsThatAreNoGlobAreRefusedAndOthersForceNothingElse(String name) throws IOException {
        if (name.equals("[") || name.equals("\\")) {
            assertRefused("Glob", name, () -> settings().forceSteps(name).build());
        } else {
            boolean all = name.equals("*");
            assertThat(run(settings().forceSteps(name), step()).executed()).isTrue();
            assertThat(run(settings().forceSteps(name), step()).executed()).isEqualTo(all);
        }
    }

    static Stream<Arguments> oddDirectories() {
        return Stream.of(
                argumentSet("base itself", "", true),
                argumentSet("base with a dot", ".", true),
                argumentSet("round about", "out/../out", true),
                argumentSet("a file", "precious", false),
                argumentSet("below a file", "precious/out", false),
                argumentSet("newline", "out/a\nb", true),
                argumentSet("log injection", "out/" + HostileTexts.INJECTION, true),
                argumentSet("the inputs", "raw", true),
                argumentSet("home", "~", true));
    }

    @ParameterizedTest
    @MethodSource("oddDirectories")
    void oddDirectoriesServeOrTheRunIsNotRemembered(String directory, boolean serves) throws IOException {
        for (UnaryOperator<StepSpec.Builder> odd : List.<UnaryOperator<StepSpec.Builder>>of(
                spec -> spec.manifestDir(Path.of(directory)), spec -> spec.outputDir(Path.of(directory)))) {
            StepResult<String> result = run(odd.apply(step()));
            assertThat(result.value()).isEqualTo("done");
            assertThat(result.remembered()).isEqualTo(serves);
        }
        assertThat(base.resolve("precious")).hasContent("precious");
        assertThat(base.resolve("raw/a.csv")).hasContent("a");
    }

    /** Nobody can tell whether a manifest is there, and so the step is not run (3.5). */
    @ParameterizedTest
    @FieldSource("io.github.stepcache.trust.HostileTexts#UNREACHABLE")
    void placeThatCannotEvenBeLookedAtIsNamed(String directory) throws IOException {
        Files.createSymbolicLink(base.resolve("loop"), Path.of("loop"));

        assertThatThrownBy(() -> run(step().manifestDir(Path.of(directory))))
                .isInstanceOf(ManifestStuckException.class)
                .hasMessageContaining(directory.substring(0, 4));
        Files.delete(base.resolve("loop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "a.", "a..b", "x.manifest.json", "名前"})
    void oddNameServes(String name) throws IOException {
        assertHarmless(spec -> StepSpec.named(name).inputs("raw").outputDir(Path.of("out")));
    }

    private static StepSpec.Builder step() {
        return StepSpec.named("report").inputs("raw").outputDir(Path.of("out"));
    }

    private StepCacheBuilder settings() {
        return StepCache.builder().baseDir(base);
    }

    private StepResult<String> run(StepSpec.Builder spec) {
        return run(settings(), spec);
    }

    private static StepResult<String> run(StepCacheBuilder settings, StepSpec.Builder spec) {
        return settings.build().run(spec.build(), () -> "done");
    }

    private void assertRefused(String what, String culprit, Runnable declaration) throws IOException {
        Map<String, String> before = snapshot();
        assertThatIllegalArgumentException().isThrownBy(declaration::run).satisfies(refusal -> {
            assertThat(refusal.getMessage()).startsWith(what).hasSizeLessThan(1_500);
            assertThat(refusal.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u2028\u202e]");
            assertThat(refusal.getMessage()).matches("(?s).*(\".*\"|must not be empty).*");
        });
        assertThat(snapshot()).as(culprit).isEqualTo(before);
    }

    private void assertHarmless(UnaryOperator<StepSpec.Builder> declared) throws IOException {
        Map<String, String> before = snapshot();
        for (int i = 0; i < 2; i++) {
            assertThat(run(declared.apply(step())).value()).isEqualTo("done");
            settings().build().check(declared.apply(step()).build());
        }
        settings().build().forget(declared.apply(step()).build());
        assertThat(snapshot()).isEqualTo(before);
    }

    /** All there is around the output directory, but for the locks beside it. */
    private Map<String, String> snapshot() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(surroundings)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = surroundings.relativize(file).toString();
                if (!name.startsWith("a/b/base/out/") && !name.startsWith("a/b/base/.out.")) {
                    found.put(name, Files.isDirectory(file) ? "directory" : Files.readString(file));
                }
            }
        }
        return found;
    }
}
