package io.github.stepcache.fingerprint;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files that a step and its cache write themselves, and which are therefore never its inputs (contract 2.8): its
 * manifest, its lock and its required outputs. Where they are on disk is looked up once, for all that is asked within one
 * moment: links can lead elsewhere in the next one. Safe for use by many threads.
 */
public final class OwnFiles {

    private final StepFiles hidden;
    private final Path lock;
    private final Path exactOutputDir;
    private final Path outputDir;
    private final List<Output> outputs;

    /**
     * Look up where they are.
     *
     * @param spec the step
     * @param hidden what the cache keeps for the step, in its true place
     * @param baseDir what relative paths are relative to
     */
    public OwnFiles(StepSpec spec, StepFiles hidden, Path baseDir) {
        this.hidden = hidden;
        this.lock = hidden.lock();
        this.exactOutputDir = RealPath.exact(baseDir.resolve(spec.outputDir()));
        this.outputDir = spec.outputDir().equals(spec.manifestDir())
                ? hidden.directory()
                : RealPath.of(baseDir.resolve(spec.outputDir()));
        this.outputs = KeyPatterns.requiredOutputs(spec.requiredOutputs(), baseDir.getFileSystem()).patterns().stream()
                .map(this::locate)
                .toList();
    }

    /**
     * Look up where they are, also what the cache keeps.
     *
     * @param spec the step
     * @param baseDir what relative paths are relative to
     * @return where they are now
     */
    public static OwnFiles of(StepSpec spec, Path baseDir) {
        Path manifestDir = RealPath.of(baseDir.resolve(spec.manifestDir()));
        return new OwnFiles(spec, new StepFiles(manifestDir, spec.name()), baseDir);
    }

    private Output locate(PathPattern pattern) {
        Path start = exactOutputDir.resolve(pattern.root());
        if (pattern.glob().isPresent()) {
            return new Output(start, placeOf(start), pattern);
        }
        Path directory = placeOf(Objects.requireNonNull(start.getParent()));
        return new Output(start, RealPath.exact(directory.resolve(start.getFileName())), pattern);
    }

    /** To resolve links costs a system call for each name; most outputs lie in the output directory itself. */
    private Path placeOf(Path path) {
        return path.equals(exactOutputDir) ? outputDir : RealPath.of(path);
    }

    /** The output directory as the file system writes it, where links in it are not followed. */
    Path outputDir() {
        return exactOutputDir;
    }

    /** The required outputs, in the order in which they were declared. */
    List<Output> outputs() {
        return outputs;
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
     * @param start the path of the names before the first wildcard
     * @param root their place on disk; links may lead there, but of an output without wildcards, the last name itself can
     *     be one
     * @param pattern the output as declared
     */
    record Output(Path start, Path root, PathPattern pattern) {

        boolean covers(Path realPath) {
            return realPath.startsWith(root) && pattern.covers(Keys.join(root.relativize(realPath)));
        }
    }
}
