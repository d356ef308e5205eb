package io.github.stepcache.fingerprint;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a step and its cache write themselves, and which are therefore never its inputs (contract 2.8): its
 * manifest, its lock and its required outputs.
 */
final class OwnFiles {

    private final StepFiles hidden;
    private final Path lock;
    private final Path outputDir;
    private final List<Output> outputs;

    OwnFiles(StepSpec spec, Path baseDir) {
        this.hidden = new StepFiles(RealPath.of(baseDir.resolve(spec.manifestDir())), spec.name());
        this.lock = hidden.lock();
        Path outputDir = baseDir.resolve(spec.outputDir());
        this.outputDir = spec.outputDir().equals(spec.manifestDir()) ? hidden.directory() : RealPath.of(outputDir);
        this.outputs =
                KeyPatterns.requiredOutputs(spec.requiredOutputs(), outputDir.getFileSystem()).patterns().stream()
                        .map(pattern -> Output.of(pattern, outputDir))
                        .toList();
    }

    /** All that these answers depend on. */
    List<String> places() {
        List<String> places = new ArrayList<>();
        places.add(hidden.manifest().toString());
        places.add(outputDir.toString());
        outputs.forEach(output -> {
            places.add(output.root().toString());
            places.add(output.pattern().text());
        });
        return places;
    }

    /** Tell whether a directory is the one in which the cache keeps its files of the step. */
    boolean areKeptIn(Path directory) {
        return directory.equals(hidden.directory());
    }

    /** Tell whether a found entry, or what it links to, is one of them. */
    boolean include(TreeEntry entry) {
        return includes(entry.realPath()) || (entry.link() && includes(RealPath.of(entry.path())));
    }

    /** Tell whether the step or its cache can be expected to write into a directory, given by its place on disk. */
    boolean areWrittenInto(Path directory) {
        return directory.startsWith(outputDir)
                || outputDir.startsWith(directory)
                || hidden.directory().startsWith(directory);
    }

    private boolean includes(Path realPath) {
        return isHidden(realPath) || outputs.stream().anyMatch(output -> output.covers(realPath));
    }

    private boolean isHidden(Path realPath) {
        Path name = realPath.getFileName();
        if (name == null || !name.toString().startsWith(".")) {
            return false;
        }
        boolean beside = hidden.directory().equals(realPath.getParent());
        return realPath.equals(lock)
                || (beside
                        && (realPath.equals(hidden.manifest())
                                || realPath.equals(hidden.index())
                                || hidden.makerOfTemporary(name.toString()).isPresent()));
    }

    /**
     * A required output.
     *
     * @param root the place on disk of the names before the first wildcard; links may lead there
     * @param pattern the output as declared
     */
    private record Output(Path root, PathPattern pattern) {

        static Output of(PathPattern pattern, Path outputDir) {
            Path root = outputDir.resolve(pattern.root());
            return new Output(pattern.glob().isPresent() ? RealPath.of(root) : RealPath.ofNameItself(root), pattern);
        }

        boolean covers(Path realPath) {
            return realPath.startsWith(root) && pattern.covers(Keys.join(root.relativize(realPath)));
        }
    }
}
