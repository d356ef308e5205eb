package io.github.stepcache.fingerprint;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;

/**
 * The files that a step and its cache write themselves, and which are therefore never its inputs (contract 2.8): its
 * manifest, its lock and its required outputs.
 */
final class OwnFiles {

    private final StepFiles hidden;
    private final Path lock;
    private final Path outputDir;
    private final Keys outputKeys;
    private final KeyPatterns requiredOutputs;

    OwnFiles(StepSpec spec, Path baseDir) {
        this.hidden = new StepFiles(RealPath.of(baseDir.resolve(spec.manifestDir())), spec.name());
        this.lock = hidden.lock();
        this.outputDir = RealPath.of(baseDir.resolve(spec.outputDir()));
        this.outputKeys = new Keys(outputDir);
        this.requiredOutputs = KeyPatterns.requiredOutputs(spec.requiredOutputs(), outputDir.getFileSystem());
    }

    /** Tell whether a found entry, or what it links to, is one of them. */
    boolean include(TreeEntry entry) {
        return includes(entry.realPath()) || (entry.link() && includes(RealPath.of(entry.path())));
    }

    private boolean includes(Path realPath) {
        return isHidden(realPath) || isOutput(realPath);
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
                                || hidden.makerOfTemporary(name.toString()).isPresent()));
    }

    private boolean isOutput(Path realPath) {
        return realPath.startsWith(outputDir)
                && !realPath.equals(outputDir)
                && requiredOutputs.cover(outputKeys.of(realPath));
    }
}
