package io.github.stepcache.step;

import io.github.stepcache.code.CodeCheck;
import io.github.stepcache.code.CodeFingerprint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a step: what it is called, what it reads, what it must leave behind, and what else it depends on.
 *
 * <p>An immutable value that validates itself; build one with {@link #named(String)}. Relative paths are resolved
 * against the base directory of the cache that runs the step.
 *
 * @param name the step's name, see {@link StepName}
 * @param inputs files, directories or globs; none declared means that the step depends on no file
 * @param sources inputs that are found elsewhere than among files, by what they are called in messages
 * @param extensions the suffixes that count in directories and globs, with their dots; empty means all
 * @param outputDir the directory that the step writes to
 * @param requiredOutputs names or globs relative to {@code outputDir}
 * @param manifestDir where the manifest is kept; by default the output directory
 * @param artifactVersions versions that the step depends on, by name
 * @param parameters values that the step depends on, by name
 * @param code what the code of the step is, where that counts
 * @param codeCheck tells after a run whether that is the code that ran
 * @param expireAfter how long after its end a run counts at most; empty where it counts until something changes
 */
public record StepSpec(
        String name,
        List<String> inputs,
        Map<String, InputSource> sources,
        Set<String> extensions,
        Path outputDir,
        List<String> requiredOutputs,
        Path manifestDir,
        SortedMap<String, String> artifactVersions,
        SortedMap<String, String> parameters,
        CodeFingerprint code,
        CodeCheck codeCheck,
        Optional<Duration> expireAfter) {

    /**
     * Check the declaration and keep unmodifiable copies.
     *
     * @throws IllegalArgumentException if the name, an input, an extension, a required output or the expiry is refused
     */
    public StepSpec {
        StepName.check(name);
        checkIsExpressible(manifestDir, name);
        inputs = List.copyOf(inputs);
        inputs.forEach(PathPattern::parse);
        sources = DeclaredValues.sources(sources);
        extensions = Collections.unmodifiableSet(new LinkedHashSet<>(extensions));
        extensions.forEach(DeclaredValues::checkExtension);
        requiredOutputs = List.copyOf(requiredOutputs);
        KeyPatterns.requiredOutputs(requiredOutputs, outputDir.getFileSystem());
        artifactVersions = DeclaredValues.named(artifactVersions);
        parameters = DeclaredValues.named(parameters);
        Objects.requireNonNull(code, "The fingerprint of the code must not be null; for none, there is none()");
        expireAfter.ifPresent(DeclaredValues::checkExpiry);
    }

    /**
     * Start the declaration of a step.
     *
     * @param name the step's name
     * @return a builder; it needs at least {@link Builder#outputDir}
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /**
     * Start a declaration from this one.
     *
     * @return a builder that holds all that this declaration says
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name);
        copy.inputs.addAll(inputs);
        copy.sources.putAll(sources);
        copy.extensions.addAll(extensions);
        copy.requiredOutputs.addAll(requiredOutputs);
        copy.artifactVersions.putAll(artifactVersions);
        copy.parameters.putAll(parameters);
        copy.code = code;
        copy.codeCheck = codeCheck;
        copy.expireAfter = expireAfter;
        return copy.outputDir(outputDir).manifestDir(manifestDir);
    }

    private static void checkIsExpressible(Path manifestDir, String name) {
        try {
            new StepFiles(manifestDir, name).manifest();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "Step name " + Quoted.of(name)
                            + " is refused: no file can have it in its name, as this process encodes file names."
                            + " Start the process in a UTF-8 locale (such as LC_ALL=C.UTF-8), or use ASCII.",
                    e);
        }
    }

    /** Collects a declaration; not safe for use by many threads. */
    public static final class Builder {

        private final String name;
        private final Set<String> inputs = new LinkedHashSet<>();
        private final Map<String, InputSource> sources = new LinkedHashMap<>();
        private final Set<String> extensions = new LinkedHashSet<>();
        private final Set<String> requiredOutputs = new LinkedHashSet<>();
        private final SortedMap<String, String> artifactVersions = new TreeMap<>();
        private final SortedMap<String, String> parameters = new TreeMap<>();
        private @Nullable Path outputDir;
        private @Nullable Path manifestDir;
        private CodeFingerprint code = CodeFingerprint.none();
        private CodeCheck codeCheck = CodeCheck.none();
        private Optional<Duration> expireAfter = Optional.empty();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Add files, directories or globs that the step reads.
         *
         * @param patterns paths or globs, relative to the base directory
         * @return this builder
         */
        public Builder inputs(String... patterns) {
            inputs.addAll(List.of(patterns));
            return this;
        }

        /**
         * Add files or directories that the step reads, none of whose characters is read as a wildcard.
         *
         * @param paths the paths, relative to the base directory
         * @return this builder
         * @throws IllegalArgumentException if a path has a name that is not valid in this system's encoding
         */
        public Builder inputPaths(Path... paths) {
            for (Path path : paths) {
                if (!FileNames.isFaithful(path)) {
                    throw new IllegalArgumentException("Input " + Quoted.of(path) + " is refused: "
                            + FileNames.UNFAITHFUL + ". Rename the file, or name the directory that it lies in.");
                }
                inputs.add(PathPattern.quote(path.toString()));
            }
            return this;
        }

        /**
         * Add inputs that are found elsewhere than among the files of the base directory. All that is found counts, is
         * read in full at each check, and is read again after a run.
         *
         * @param location what messages call them
         * @param source finds them
         * @return this builder
         */
        public Builder inputSource(String location, InputSource source) {
            sources.put(location, source);
            return this;
        }

        /**
         * Count only files with these suffixes in directories and globs.
         *
         * @param suffixes the suffixes, with their dots
         * @return this builder
         */
        public Builder extensions(String... suffixes) {
            extensions.addAll(List.of(suffixes));
            return this;
        }

        /**
         * Name the directory that the step writes to.
         *
         * @param directory the output directory
         * @return this builder
         */
        public Builder outputDir(Path directory) {
            this.outputDir = directory;
            return this;
        }

        /**
         * Add what the step must have written.
         *
         * @param patterns names or globs relative to the output directory
         * @return this builder
         */
        public Builder requiredOutputs(String... patterns) {
            requiredOutputs.addAll(List.of(patterns));
            return this;
        }

        /**
         * Keep the manifest elsewhere than in the output directory.
         *
         * @param directory the manifest directory
         * @return this builder
         */
        public Builder manifestDir(Path directory) {
            this.manifestDir = directory;
            return this;
        }

        /**
         * Add a version that the step depends on.
         *
         * @param key what has the version
         * @param version the version
         * @return this builder
         */
        public Builder artifactVersion(String key, String version) {
            artifactVersions.put(key, version);
            return this;
        }

        /**
         * Add a value that the step depends on.
         *
         * @param key the parameter's name
         * @param value its value
         * @return this builder
         */
        public Builder parameter(String key, String value) {
            parameters.put(key, value);
            return this;
        }

        /**
         * Say what the code of the step is: where it changes, the step runs again. Without this, no code counts, and
         * what is on record of code is not looked at.
         *
         * @param fingerprint the code; where it has problems, the step runs and is not remembered
         * @return this builder
         */
        public Builder code(CodeFingerprint fingerprint) {
            return code(fingerprint, CodeCheck.none());
        }

        /**
         * Say what the code of the step is, where what runs may turn out to be something else.
         *
         * @param fingerprint the code; where it has problems, the step runs and is not remembered
         * @param check tells after a run whether that is the code that ran; where it is not, the run is not remembered
         * @return this builder
         */
        public Builder code(CodeFingerprint fingerprint, CodeCheck check) {
            this.code = fingerprint;
            this.codeCheck = check;
            return this;
        }

        /**
         * Let a run count for a limited time only, because the step depends on what is no file and changes unseen. This
         * is no part of what is remembered of a run: another limit takes effect at once.
         *
         * @param age how long after its end a run counts, more than zero
         * @return this builder
         */
        public Builder expireAfter(Duration age) {
            this.expireAfter = Optional.of(age);
            return this;
        }

        /**
         * Finish the declaration.
         *
         * @return the declaration
         * @throws IllegalArgumentException if it is refused; the message names the offending part
         */
        public StepSpec build() {
            if (outputDir == null) {
                throw new IllegalArgumentException("Step " + Quoted.of(name) + " has no output directory");
            }
            Path manifests = manifestDir == null ? outputDir : manifestDir;
            return new StepSpec(
                    name,
                    List.copyOf(inputs),
                    sources,
                    extensions,
                    outputDir,
                    List.copyOf(requiredOutputs),
                    manifests,
                    artifactVersions,
                    parameters,
                    code,
                    codeCheck,
                    expireAfter);
        }
    }
}
