package io.github.stepcache.spring;

import io.github.stepcache.step.Glob;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds steps that would be taken for one another: with one manifest, or with an output that both claim. */
final class StepOverlaps {

    private final List<Declared> steps = new ArrayList<>();
    private final List<StepProblem> problems = new ArrayList<>();

    /** A step of a bean, with what is known of it before any call. */
    private record Declared(String beanName, CachedStepMethod step, StepSpec spec) {

        String who() {
            return step.where() + " (bean '" + beanName + "')";
        }
    }

    void add(String beanName, CachedStepMethod step) {
        Declared added = new Declared(beanName, step, step.trialSpec());
        steps.forEach(known -> compare(known, added));
        steps.add(added);
    }

    List<StepProblem> problems() {
        return problems;
    }

    private void compare(Declared known, Declared added) {
        if (known.step().manifestText().equalsIgnoreCase(added.step().manifestText())) {
            problems.add(new StepProblem(
                    added.who(),
                    "its manifest is that of " + known.who() + ", "
                            + Quoted.of(added.step().manifestText())
                            + ", so that one step would be taken for the other",
                    "Give one of them another name or another output directory."));
        } else if (known.step().hasOneManifest() && added.step().hasOneManifest()) {
            sharedOutput(known.spec(), added.spec())
                    .ifPresent(output -> problems.add(new StepProblem(
                            added.who(),
                            "its required output " + Quoted.of(output) + " is also one of " + known.who()
                                    + ", so that each would find it changed by the other",
                            "Let each file be the output of one step.")));
        }
    }

    private static Optional<String> sharedOutput(StepSpec one, StepSpec other) {
        for (Path first : literalOutputs(one)) {
            for (String pattern : other.requiredOutputs()) {
                if (covers(other.outputDir().normalize(), PathPattern.parse(pattern), first)) {
                    return Optional.of(first.toString());
                }
            }
        }
        for (Path second : literalOutputs(other)) {
            for (String pattern : one.requiredOutputs()) {
                if (covers(one.outputDir().normalize(), PathPattern.parse(pattern), second)) {
                    return Optional.of(second.toString());
                }
            }
        }
        return sharedGlob(one, other);
    }

    private static List<Path> literalOutputs(StepSpec spec) {
        return spec.requiredOutputs().stream()
                .map(PathPattern::parse)
                .filter(pattern -> pattern.glob().isEmpty())
                .map(pattern -> spec.outputDir().resolve(pattern.root()).normalize())
                .toList();
    }

    private static boolean covers(Path directory, PathPattern pattern, Path output) {
        Path root = directory.resolve(pattern.root()).normalize();
        if (!output.startsWith(root) || (pattern.glob().isPresent() && output.equals(root))) {
            return false;
        }
        Optional<Glob> glob = pattern.glob();
        return glob.isEmpty()
                || glob.get().matches(root.relativize(output).toString().replace('\\', '/'));
    }

    private static Optional<String> sharedGlob(StepSpec one, StepSpec other) {
        if (!one.outputDir().normalize().equals(other.outputDir().normalize())) {
            return Optional.empty();
        }
        return one.requiredOutputs().stream()
                .filter(other.requiredOutputs()::contains)
                .findFirst();
    }
}
