package io.github.stepcache.decision;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.Fingerprint;
import io.github.stepcache.fingerprint.InputProblem;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.manifest.DeclaredOutputs;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of a step that is fresh, until a test changes one of the fields. */
final class SampleState {

    static final Path FILE = Path.of("out/.report.manifest.json");
    static final Instant THEN = Instant.parse("2026-03-04T05:06:07Z");

    Order order = Order.IF_STALE;
    final SortedMap<String, String> inputs = sorted("raw/a.csv", hash('a'), "raw/b.csv", hash('b'));
    final List<InputProblem> inputProblems = new ArrayList<>();
    final SortedMap<String, String> versions = sorted("schema", "1.0.0");
    final SortedMap<String, String> parameters = sorted("year", "2024");

    String codeKind = "calls 1";
    final SortedMap<String, String> code =
            sorted("com.acme.Report.<init>", hash('d'), "com.acme.Report.write", hash('c'));
    final List<String> codeProblems = new ArrayList<>();

    boolean directoryExists = true;
    boolean outputsAreRead = true;
    final SortedMap<String, String> outputs =
            sorted("parts", "directory", "parts/1.csv", hash('1'), "parts/2.csv", hash('2'));
    final List<String> unmatchedOutputs = new ArrayList<>();
    final Map<String, String> unreadableOutputs = new TreeMap<>();

    @Nullable
    String resultProblem;

    @Nullable
    Duration expireAfter;

    @Nullable
    Instant now = THEN.plusSeconds(3600);

    /** What is found instead of the manifest that the fields below make up. */
    @Nullable
    ManifestLookup lookup;

    String recordedVersion = "1.0.0";
    String recordedStep = "report";
    Manifest.State recordedState = Manifest.State.COMPLETE;
    final SortedMap<String, String> recordedInputs = new TreeMap<>(inputs);
    final SortedMap<String, String> recordedVersions = new TreeMap<>(versions);
    final SortedMap<String, String> recordedParameters = new TreeMap<>(parameters);
    String recordedCodeKind = codeKind;
    final SortedMap<String, String> recordedCode = new TreeMap<>(code);
    String recordedOutputDir = ".";
    List<String> recordedRequired = List.of("parts");
    boolean outputsAreRecorded = true;
    final SortedMap<String, String> recordedOutputs = new TreeMap<>(outputs);

    static String hash(char digit) {
        return String.valueOf(digit).repeat(64);
    }

    Decision decide() {
        return Decider.decide(state());
    }

    List<StaleReason> reasons() {
        return decide().reasons();
    }

    StepState state() {
        Optional<SortedMap<String, String>> contents = outputsAreRead ? Optional.of(outputs) : Optional.empty();
        return new StepState(
                spec(),
                order,
                new Fingerprint(inputs, Map.of(), inputProblems),
                lookup == null ? new ManifestLookup.Found(FILE, manifest()) : lookup,
                new OutputState(directoryExists, contents, unmatchedOutputs, unreadableOutputs),
                ".",
                Optional.ofNullable(resultProblem),
                Optional.ofNullable(now));
    }

    private StepSpec spec() {
        StepSpec.Builder spec =
                StepSpec.named("report").inputs("raw").outputDir(Path.of("out")).requiredOutputs("parts");
        versions.forEach(spec::artifactVersion);
        parameters.forEach(spec::parameter);
        spec.code(new CodeFingerprint(codeKind, code, codeProblems));
        Optional.ofNullable(expireAfter).ifPresent(spec::expireAfter);
        return spec.build();
    }

    Manifest manifest() {
        return new Manifest(
                recordedVersion,
                recordedStep,
                THEN,
                recordedState,
                recordedInputs,
                recordedVersions,
                recordedParameters,
                new CodeFingerprint(recordedCodeKind, recordedCode, List.of()),
                Optional.of(new DeclaredOutputs(recordedOutputDir, recordedRequired)),
                outputsAreRecorded ? Optional.of(recordedOutputs) : Optional.empty(),
                Optional.empty(),
                Optional.of(new RecordedResult("java.lang.String", "\"done\"")),
                Optional.of(Duration.ofSeconds(1)),
                recordedState == Manifest.State.COMPLETE ? "" : "disk full");
    }

    private static SortedMap<String, String> sorted(String... keysAndValues) {
        SortedMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            sorted.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return sorted;
    }
}
