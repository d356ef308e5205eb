package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.HashThreads;
import io.github.stepcache.fingerprint.InputReader;
import io.github.stepcache.fingerprint.KnownFiles;
import io.github.stepcache.fingerprint.OwnFiles;
import io.github.stepcache.manifest.ChildJvm;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is the same wherever the same run is described, and another one wherever anything differs. */
class StoreKeyTests {

    private static final Path BASE = Path.of("/base");

    /** Computed by a few lines of Python as well: a different key here makes each store of each user useless. */
    private static final String GOLDEN = "8d447b5cbc9c47e1d7b64e0565a839ccad09da223ac8efbd52856c266df3b87d";

    @TempDir
    private Path directory;

    @Test
    void keyIsTheOneThatOtherVersionsCompute() {
        assertThat(golden().hash()).isEqualTo(GOLDEN);
    }

    @Test
    void keyIsTheSameInAnyLocaleAndEncoding() throws Exception {
        for (List<String> options : List.of(
                List.of("-Duser.language=tr", "-Duser.country=TR", "-Dfile.encoding=ISO-8859-1"),
                List.of("-Duser.language=ar", "-Dfile.encoding=US-ASCII"))) {
            List<String> printed = ChildJvm.run(ChildJvm.command(Printer.class, options));

            assertThat(printed).containsExactly(GOLDEN);
        }
    }

    @Test
    void orderOfMapsAndOfDeclarationsMakesNoDifference() {
        SortedMap<String, String> forth = new TreeMap<>(Map.of("a", "1", "b", "2", "\uFFFD", "3", "😀", "4"));
        SortedMap<String, String> back = new TreeMap<>(Collections.reverseOrder());
        back.putAll(forth);
        StepSpec.Builder one =
                step().requiredOutputs("x", "y").parameter("p", "1").parameter("q", "2");
        StepSpec.Builder other =
                step().requiredOutputs("y", "x", "y").parameter("q", "2").parameter("p", "1");

        assertThat(StoreKey.of(other.build(), BASE, back)).isEqualTo(StoreKey.of(one.build(), BASE, forth));
    }

    @Test
    void characterThatMovesAcrossABorderMakesAnotherKey() {
        assertAllDiffer(
                KeyedRun.of(step().parameter("ab", "c"), Map.of()),
                KeyedRun.of(step().parameter("a", "bc"), Map.of()),
                KeyedRun.of(step().parameter("a", "b").parameter("c", ""), Map.of()),
                KeyedRun.of(step().artifactVersion("a", "bc"), Map.of()),
                KeyedRun.of(step().artifactVersion("ab", "c"), Map.of()),
                KeyedRun.of(step(), Map.of("ab", "c")),
                KeyedRun.of(step(), Map.of("a", "bc")),
                KeyedRun.of(step(), Map.of("a", "b", "c", "")),
                KeyedRun.of(step(), Map.of("", "abc")),
                KeyedRun.of(step(), Map.of("abc", "")),
                KeyedRun.of(step(), Map.of()),
                KeyedRun.of(step().requiredOutputs("a", "bc"), Map.of()),
                KeyedRun.of(step().requiredOutputs("ab", "c"), Map.of()),
                KeyedRun.of(step().requiredOutputs("abc"), Map.of()),
                KeyedRun.of(step().code(CodeFingerprint.of("a", Map.of("b", "c"))), Map.of()),
                KeyedRun.of(step().code(CodeFingerprint.of("ab", Map.of("c", ""))), Map.of()),
                KeyedRun.of(StepSpec.named("reportx").outputDir(Path.of("out")), Map.of()),
                KeyedRun.of(StepSpec.named("report").outputDir(Path.of("xout")), Map.of()),
                KeyedRun.of(step().manifestDir(Path.of("xout")), Map.of()),
                KeyedRun.of(step().outputDir(Path.of("x")).manifestDir(Path.of("out")), Map.of()));
    }

    /** In UTF-8, the JDK makes the same question mark of each. */
    @Test
    void halvesOfSurrogatePairsAreToldApart() {
        assertAllDiffer(
                KeyedRun.of(step().parameter("a", "?"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uFFFD"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uD800"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uD801"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uDC00"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uDC00\uD800"), Map.of()),
                KeyedRun.of(step().parameter("a", "\uD800\uDC00"), Map.of()));
    }

    /** Of two steps of one name, each would otherwise get what the other one has left. */
    @Test
    void stepsOfOneNameInTwoDirectoriesHaveTwoKeys() {
        assertAllDiffer(
                KeyedRun.of(StepSpec.named("export").outputDir(Path.of("users")).requiredOutputs("all.csv"), Map.of()),
                KeyedRun.of(
                        StepSpec.named("export").outputDir(Path.of("orders")).requiredOutputs("all.csv"), Map.of()),
                KeyedRun.of(StepSpec.named("export").outputDir(Path.of("/base")).requiredOutputs("all.csv"), Map.of()),
                KeyedRun.of(
                        StepSpec.named("export").outputDir(Path.of("/users")).requiredOutputs("all.csv"), Map.of()),
                KeyedRun.of(
                        StepSpec.named("export").outputDir(Path.of("../users")).requiredOutputs("all.csv"), Map.of()));
    }

    @Test
    void oneDirectoryWrittenInTwoWaysIsOneKey() {
        StoreKey key = KeyedRun.of(step(), Map.of()).key();

        for (String same : List.of("/base/out", "./out", "out/.", "out/", "/base/./out")) {
            assertThat(KeyedRun.of(StepSpec.named("report").outputDir(Path.of(same)), Map.of())
                            .key())
                    .as(same)
                    .isEqualTo(key);
        }
    }

    @ParameterizedTest(name = "absolute directories: {0}")
    @ValueSource(booleans = {false, true})
    void treeThatLiesElsewhereHasTheSameKey(boolean absolute) throws IOException {
        assertThat(keyOfTree("one", absolute)).isEqualTo(keyOfTree("another", absolute));
    }

    @Test
    void stepWhoseCodeWasReadInPartHasNoKey() {
        CodeFingerprint part =
                new CodeFingerprint("calls 1", new TreeMap<>(Map.of("a", "1")), List.of("b is not there"));

        assertThat(StoreKey.of(step().code(part).build(), BASE, new TreeMap<>()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "../../../etc/passwd"})
    void keyOfAnotherFormIsRefused(String hash) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreKey(hash));
        assertThatIllegalArgumentException().isThrownBy(() -> new StoreKey("A" + GOLDEN.substring(1)));
    }

    private StoreKey keyOfTree(String name, boolean absolute) throws IOException {
        Path base = Files.createDirectories(directory.resolve(name));
        Files.writeString(Files.createDirectories(base.resolve("data")).resolve("a.csv"), "a,b");
        Path parent = absolute ? base : Path.of("");
        StepSpec spec = StepSpec.named("report")
                .inputs(parent.resolve("data").toString())
                .outputDir(parent.resolve("out"))
                .manifestDir(parent.resolve("manifests"))
                .requiredOutputs("report.csv")
                .build();
        KeyPatterns none = KeyPatterns.excludes(List.of(), base.getFileSystem());
        Fingerprint inputs =
                new InputReader(base, none, KnownFiles.none(), new HashThreads(1)).read(spec, OwnFiles.of(spec, base));
        assertThat(inputs.hashes()).hasSize(1);
        return StoreKey.of(spec, base, inputs.hashes()).orElseThrow();
    }

    private static void assertAllDiffer(KeyedRun... runs) {
        Set<StoreKey> keys = new HashSet<>();
        for (KeyedRun run : runs) {
            assertThat(keys.add(run.key())).as("%s", run).isTrue();
        }
    }

    private static StepSpec.Builder step() {
        return StepSpec.named("report").outputDir(Path.of("out"));
    }

    private static StoreKey golden() {
        StepSpec spec = StepSpec.named("Itir.ı-Ü")
                .outputDir(Path.of("out/ü"))
                .manifestDir(Path.of("."))
                .requiredOutputs("report.csv", "parts/*.csv")
                .artifactVersion("schema", "1.0.0")
                .parameter("year", "2024")
                .parameter("Name", "İstanbul 😀 \uD800")
                .code(CodeFingerprint.of("calls 1", Map.of("com.acme.Report.write", "d".repeat(64))))
                .build();
        SortedMap<String, String> inputs =
                new TreeMap<>(Map.of("data/\uFFFD", "a".repeat(64), "data/😀", "b".repeat(64)));
        return StoreKey.of(spec, BASE, inputs).orElseThrow();
    }

    /** Prints the key in another process. */
    static final class Printer {

        private Printer() {}

        public static void main(String[] arguments) {
            System.out.println(golden().hash());
        }
    }
}
