package io.github.stepcache.spring;

import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds steps that would be taken for one another: with one manifest, or with an output that both claim. It tells what
 * is known before any call, and leaves out what depends on expressions.
 */
final class StepOverlaps {

    private final Path baseDir;
    private final List<Declared> steps = new ArrayList<>();
    private final List<StepProblem> problems = new ArrayList<>();

    StepOverlaps(Path baseDir) {
        this.baseDir = baseDir.toAbsolutePath().normalize();
    }

    /** A step of a bean, with the place of its manifest (expressions as written) and the outputs that are known. */
    private record Declared(String who, String manifestDir, String name, List<Output> outputs) {

        boolean hasManifestOf(Declared other) {
            return manifestDir.equals(other.manifestDir) && name.equalsIgnoreCase(other.name);
        }
    }

    /** A required output: a path, and below it perhaps a glob. It is compared with all others, so its root is kept. */
    private record Output(Path directory, PathPattern pattern, Path root) {

        Output(Path directory, PathPattern pattern) {
            this(directory, pattern, directory.resolve(pattern.root()).normalize());
        }

        boolean isGlob() {
            return pattern.glob().isPresent();
        }

        boolean covers(Output other) {
            Path path = other.root();
            if (!isGlob() && path.startsWith(root())) {
                return true; // of a directory, the whole tree counts
            }
            if (other.isGlob() || !path.startsWith(root()) || (isGlob() && path.equals(root()))) {
                return directory.equals(other.directory) && pattern.text().equals(other.pattern.text());
            }
            String below = root().relativize(path).toString().replace('\\', '/');
            return pattern.glob().filter(glob -> glob.matches(below)).isPresent();
        }
    }

    void add(String beanName, CachedStepMethod step) {
        StepTemplates templates = step.templates();
        Declared added = new Declared(
                step.where() + " (bean '" + beanName + "')",
                directory(templates.manifestPlace()),
                templates.name().text(),
                outputs(templates));
        steps.forEach(known -> compare(known, added));
        steps.add(added);
    }

    List<StepProblem> problems() {
        return problems;
    }

    private void compare(Declared known, Declared added) {
        if (known.hasManifestOf(added)) {
            problems.add(new StepProblem(
                    added.who(),
                    "its manifest is that of " + known.who() + ", "
                            + Quoted.of(added.manifestDir() + '/' + added.name())
                            + ", so that one step would be taken for the other",
                    "Give one of them another name or another output directory."));
            return;
        }
        sharedOutput(known, added)
                .ifPresent(output -> problems.add(new StepProblem(
                        added.who(),
                        "its required output "
                                + Quoted.of(output.directory()
                                        .resolve(output.pattern().text())) + " is also one of "
                                + known.who() + ", so that each would find it changed by the other",
                        "Let each file be the output of one step.")));
    }

    private static Optional<Output> sharedOutput(Declared known, Declared added) {
        for (Output one : known.outputs()) {
            for (Output other : added.outputs()) {
                if (one.covers(other) || other.covers(one)) {
                    return Optional.of(one.covers(other) ? other : one);
                }
            }
        }
        return Optional.empty();
    }

    private String directory(StepTemplate template) {
        return template.isLiteral() ? known(template.text()).toString() : template.text();
    }

    private List<Output> outputs(StepTemplates templates) {
        if (!templates.outputDir().isLiteral()) {
            return List.of();
        }
        Path directory = known(templates.outputDir().text());
        return templates.requiredOutputs().stream()
                .filter(StepTemplate::isLiteral)
                .map(output -> new Output(directory, PathPattern.parse(output.text())))
                .toList();
    }

    /** Write a directory as it would be declared in the shortest way. */
    private Path known(String text) {
        Path directory = baseDir.resolve(text).normalize();
        return directory.startsWith(baseDir) ? baseDir.relativize(directory) : directory;
    }
}
