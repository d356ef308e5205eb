package io.github.stepcache.decision;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.decision.CodeReason.CodeAdded;
import io.github.stepcache.decision.CodeReason.CodeChanged;
import io.github.stepcache.decision.CodeReason.CodeKindChanged;
import io.github.stepcache.decision.CodeReason.CodeNotRecorded;
import io.github.stepcache.decision.CodeReason.CodeRemoved;
import io.github.stepcache.decision.CodeReason.CodeUnreadable;
import io.github.stepcache.decision.StaleReason.ArtifactVersionChanged;
import io.github.stepcache.decision.StaleReason.Bypassed;
import io.github.stepcache.decision.StaleReason.Expired;
import io.github.stepcache.decision.StaleReason.Forced;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.decision.StaleReason.InputUnreadable;
import io.github.stepcache.decision.StaleReason.ManifestAbsent;
import io.github.stepcache.decision.StaleReason.ManifestOfAnotherStep;
import io.github.stepcache.decision.StaleReason.ManifestUnreadable;
import io.github.stepcache.decision.StaleReason.ManifestVersionUnsupported;
import io.github.stepcache.decision.StaleReason.NoInputMatched;
import io.github.stepcache.decision.StaleReason.OutputAdded;
import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.decision.StaleReason.OutputDirectoryChanged;
import io.github.stepcache.decision.StaleReason.OutputDirectoryMissing;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import io.github.stepcache.decision.StaleReason.OutputUnreadable;
import io.github.stepcache.decision.StaleReason.ParameterChanged;
import io.github.stepcache.decision.StaleReason.PreviousRunFailed;
import io.github.stepcache.decision.StaleReason.PreviousRunNotRemembered;
import io.github.stepcache.decision.StaleReason.PreviousRunUnfinished;
import io.github.stepcache.decision.StaleReason.ResultUnavailable;
import io.github.stepcache.fingerprint.InputProblem;
import io.github.stepcache.manifest.DeclaredOutputs;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.KeyPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides whether a step is fresh (contract 4): one pure function, which finds every reason and not only the first. */
public final class Decider {

    private final StepState state;
    private final List<StaleReason> reasons = new ArrayList<>();

    private Decider(StepState state) {
        this.state = state;
    }

    /**
     * Decide.
     *
     * @param state all that the decision depends on
     * @return fresh, or stale with all reasons
     */
    public static Decision decide(StepState state) {
        return new Decider(state).decide();
    }

    private Decision decide() {
        switch (state.order()) {
            case FORCE -> reasons.add(new Forced());
            case BYPASS -> reasons.add(new Bypassed());
            case IF_STALE -> compareOutputDirectory();
        }
        compareInputProblems();
        state.spec().code().problems().forEach(problem -> reasons.add(new CodeUnreadable(problem)));
        Optional<Manifest> complete = state.order() == StepState.Order.IF_STALE ? completeManifest() : Optional.empty();
        if (state.order() == StepState.Order.IF_STALE) {
            complete.ifPresent(this::compare);
            compareOutputs(complete);
        }
        return reasons.isEmpty() ? new Decision.Fresh(complete.orElseThrow()) : new Decision.Stale(reasons);
    }

    private void compareOutputDirectory() {
        if (!state.outputs().directoryExists()) {
            reasons.add(new OutputDirectoryMissing(state.spec().outputDir()));
        }
    }

    private void compareInputProblems() {
        for (InputProblem problem : state.inputs().problems()) {
            if (problem instanceof InputProblem.NoMatch none) {
                reasons.add(new NoInputMatched(none.pattern()));
            } else if (problem instanceof InputProblem.Unreadable unreadable) {
                reasons.add(new InputUnreadable(unreadable.key(), unreadable.problem()));
            }
        }
    }

    /** Find the manifest that current values can be compared with, or the reason why there is none. */
    private Optional<Manifest> completeManifest() {
        ManifestLookup lookup = state.manifest();
        if (lookup instanceof ManifestLookup.Absent absent) {
            reasons.add(new ManifestAbsent(absent.file()));
        } else if (lookup instanceof ManifestLookup.Unreadable unreadable) {
            reasons.add(new ManifestUnreadable(unreadable.file(), unreadable.problem()));
        } else if (lookup instanceof ManifestLookup.Found found) {
            Manifest manifest = found.manifest();
            Optional<StaleReason> reason = reasonAgainst(manifest);
            reason.ifPresent(reasons::add);
            return reason.isEmpty() ? Optional.of(manifest) : Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<StaleReason> reasonAgainst(Manifest manifest) {
        if (!manifest.isVersionSupported()) {
            return Optional.of(new ManifestVersionUnsupported(manifest.version()));
        }
        if (!manifest.stepName().equals(state.spec().name())) {
            return Optional.of(new ManifestOfAnotherStep(manifest.stepName()));
        }
        return switch (manifest.state()) {
            case RUNNING -> Optional.of(new PreviousRunUnfinished(manifest.completedAt()));
            case FAILED -> Optional.of(new PreviousRunFailed(manifest.problem()));
            case NOT_REMEMBERED -> Optional.of(new PreviousRunNotRemembered(manifest.problem()));
            case COMPLETE -> Optional.empty();
        };
    }

    private void compare(Manifest manifest) {
        compareAge(manifest.completedAt());
        compareInputs(manifest.inputHashes(), state.inputs().hashes());
        compareNamed(manifest.artifactVersions(), state.spec().artifactVersions(), ArtifactVersionChanged::new);
        compareNamed(manifest.parameters(), state.spec().parameters(), ParameterChanged::new);
        compareCode(manifest.code(), state.spec().code());
        manifest.outputs()
                .map(DeclaredOutputs::directory)
                .filter(directory -> !directory.equals(state.outputPlace()))
                .ifPresent(directory -> reasons.add(new OutputDirectoryChanged(directory, state.outputPlace())));
        state.resultProblem().ifPresent(problem -> reasons.add(new ResultUnavailable(problem)));
    }

    private void compareAge(Instant completedAt) {
        state.spec()
                .expireAfter()
                .filter(limit -> !isYounger(completedAt, limit))
                .ifPresent(limit -> reasons.add(new Expired(completedAt, limit, state.readAt())));
    }

    /** An age below zero is that of a wrong clock, and tells nothing of the true one. */
    private boolean isYounger(Instant completedAt, Duration limit) {
        return state.readAt()
                .map(now -> Duration.between(completedAt, now))
                .filter(age -> !age.isNegative() && age.compareTo(limit) < 0)
                .isPresent();
    }

    private void compareInputs(Map<String, String> recorded, Map<String, String> current) {
        if (recorded.equals(current)) {
            return; // at once, where both are one object
        }
        for (String key : allKeys(recorded, current)) {
            @Nullable String then = recorded.get(key);
            @Nullable String now = current.get(key);
            if (then == null) {
                reasons.add(new InputAdded(key));
            } else if (now == null) {
                reasons.add(new InputRemoved(key));
            } else if (!then.equals(now)) {
                reasons.add(new InputChanged(key, then, now));
            }
        }
    }

    /** Where no code counts, what is on record of it says nothing; and what was read in part, nobody can compare. */
    private void compareCode(CodeFingerprint recorded, CodeFingerprint current) {
        if (!current.counts() || !current.problems().isEmpty()) {
            return;
        }
        if (!recorded.counts()) {
            reasons.add(new CodeNotRecorded());
        } else if (!recorded.kind().equals(current.kind())) {
            reasons.add(new CodeKindChanged(recorded.kind(), current.kind()));
        } else if (!recorded.equals(current)) { // which is seen at once, where both are one object
            compareMethods(recorded.methods(), current.methods());
        }
    }

    private void compareMethods(Map<String, String> recorded, Map<String, String> current) {
        for (String method : allKeys(recorded, current)) {
            @Nullable String then = recorded.get(method);
            @Nullable String now = current.get(method);
            if (then == null) {
                reasons.add(new CodeAdded(method));
            } else if (now == null) {
                reasons.add(new CodeRemoved(method));
            } else if (!then.equals(now)) {
                reasons.add(new CodeChanged(method));
            }
        }
    }

    private void compareNamed(Map<String, String> recorded, Map<String, String> current, NamedReason reason) {
        for (String key : allKeys(recorded, current)) {
            Optional<String> then = Optional.ofNullable(recorded.get(key));
            Optional<String> now = Optional.ofNullable(current.get(key));
            if (!then.equals(now)) {
                reasons.add(reason.of(key, then, now));
            }
        }
    }

    private void compareOutputs(Optional<Manifest> manifest) {
        state.outputs().unmatched().forEach(pattern -> reasons.add(new OutputMissing(pattern)));
        state.outputs().unreadable().forEach((key, problem) -> reasons.add(new OutputUnreadable(key, problem)));
        Optional<SortedMap<String, String>> recorded = manifest.flatMap(Manifest::outputHashes);
        if (recorded.isPresent() && state.outputs().contents().isPresent()) {
            compareContents(recorded.get(), state.outputs().contents().get());
        } else {
            manifest.flatMap(Manifest::outputs).ifPresent(this::compareRequirements);
        }
    }

    /** What was not required of the recorded run, that run did not vouch for: an older one may have left it. */
    private void compareRequirements(DeclaredOutputs recorded) {
        state.spec().requiredOutputs().stream()
                .filter(output -> !recorded.required().contains(output) && !isNamed(output))
                .forEach(output -> reasons.add(new OutputAdded(output)));
    }

    private void compareContents(Map<String, String> recorded, Map<String, String> current) {
        KeyPatterns required = KeyPatterns.requiredOutputs(
                state.spec().requiredOutputs(), state.spec().outputDir().getFileSystem());
        for (String key : allKeys(recorded, current)) {
            @Nullable String then = recorded.get(key);
            @Nullable String now = current.get(key);
            if (then == null) {
                reasons.add(new OutputAdded(key));
            } else if (now != null && !then.equals(now)) {
                reasons.add(new OutputChanged(key, then, now));
            } else if (now == null && required.cover(key) && !isNamed(key)) {
                reasons.add(new OutputMissing(key));
            }
        }
    }

    /** Tell whether a reason names this output already. */
    private boolean isNamed(String key) {
        return state.outputs().unmatched().contains(key)
                || state.outputs().unreadable().containsKey(key);
    }

    private static SortedSet<String> allKeys(Map<String, String> recorded, Map<String, String> current) {
        SortedSet<String> keys = new TreeSet<>(CodePointOrder.INSTANCE);
        keys.addAll(recorded.keySet());
        keys.addAll(current.keySet());
        return keys;
    }

    /** Makes a reason out of a name and two values. */
    private interface NamedReason {
        StaleReason of(String key, Optional<String> recorded, Optional<String> current);
    }
}
