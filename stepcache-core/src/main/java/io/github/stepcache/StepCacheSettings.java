package io.github.stepcache;

import io.github.stepcache.decision.StepState.Order;
import io.github.stepcache.fingerprint.RealPath;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.step.Glob;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a cache was built with. */
record StepCacheSettings(
        Path baseDir,
        boolean enabled,
        boolean force,
        List<Glob> forceSteps,
        Map<String, String> artifactVersions,
        KeyPatterns excludes,
        LockMode lock,
        Optional<Duration> lockTimeout,
        OutputVerification verifyOutputs,
        MissingOutputs missingOutputs,
        FingerprintMode fingerprint,
        int hashThreads,
        Clock clock,
        boolean planOnly,
        Optional<OutputStore> store,
        Optional<SharedLocks> sharedLocks) {

    /** Complete a declaration: paths in the base directory's file system, and the artifact versions of all steps. */
    StepSpec complete(StepSpec spec) {
        Path outputDir = adopt(spec.outputDir());
        Path manifestDir = adopt(spec.manifestDir());
        boolean adopted = outputDir != spec.outputDir() || manifestDir != spec.manifestDir();
        if (!adopted && spec.artifactVersions().keySet().containsAll(artifactVersions.keySet())) {
            return spec;
        }
        StepSpec.Builder complete = spec.toBuilder().outputDir(outputDir).manifestDir(manifestDir);
        artifactVersions.forEach((key, version) -> {
            if (!spec.artifactVersions().containsKey(key)) {
                complete.artifactVersion(key, version);
            }
        });
        return complete.build();
    }

    /** Tell whether files need not be read that the file system proves to be as they were. */
    boolean isIndexed() {
        return fingerprint == FingerprintMode.INDEX;
    }

    Order order(StepSpec spec) {
        if (!enabled) {
            return Order.BYPASS;
        }
        boolean forced = force || forceSteps.stream().anyMatch(glob -> glob.matches(spec.name()));
        return forced ? Order.FORCE : Order.IF_STALE;
    }

    /** Name the hidden files of a step, in its directory's true place. */
    StepFiles files(StepSpec spec) {
        return new StepFiles(RealPath.of(baseDir.resolve(spec.manifestDir())), spec.name());
    }

    /** See a step's output directory from its manifest directory: that stays as it is when the whole tree is moved. */
    String outputPlace(StepSpec spec) {
        Path from = baseDir.resolve(spec.manifestDir()).toAbsolutePath().normalize();
        Path to = baseDir.resolve(spec.outputDir()).toAbsolutePath().normalize();
        if (from.equals(to)) {
            return ".";
        }
        boolean related = Objects.equals(from.getRoot(), to.getRoot());
        return (related ? from.relativize(to) : to)
                .toString()
                .replace(to.getFileSystem().getSeparator(), "/");
    }

    /** A relative path may come from another file system than the base directory's. */
    private Path adopt(Path path) {
        FileSystem files = baseDir.getFileSystem();
        boolean foreign = !path.isAbsolute() && path.getFileSystem() != files;
        return foreign ? files.getPath(path.toString()) : path;
    }
}
