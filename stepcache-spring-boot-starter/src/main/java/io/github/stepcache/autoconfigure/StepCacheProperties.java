package io.github.stepcache.autoconfigure;

import io.github.stepcache.FingerprintMode;
import io.github.stepcache.MissingOutputs;
import io.github.stepcache.OutputVerification;
import io.github.stepcache.code.CodeScope;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.spring.CachedStepAspect;
import io.github.stepcache.step.Glob;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.Quoted;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of the step cache.
 *
 * @param enabled Whether to skip fresh steps. When off, each step runs, nothing is remembered, and what was remembered
 *     of a step that runs no longer counts.
 * @param force Whether to run each step whatever its state, and to remember it. The command-line option --force does
 *     the same.
 * @param forceSteps Names of steps, or globs over them, to run whatever their state.
 * @param baseDir Directory that relative paths of steps are relative to. By default, the working directory.
 * @param artifactVersions Versions that all steps depend on, by name.
 * @param excludes Paths or globs, relative to the base directory, that directories and globs among the inputs leave
 *     out.
 * @param lock How far the promise reaches that a step never runs twice at once: processes, threads, or, where machines
 *     share a store, as far as a bean of type LockRegistry does.
 * @param lockTimeout How long a caller waits at most for another that runs the same step. By default, without limit.
 * @param fingerprint When the content of a file is read to learn whether it has changed: when a local file's inode, size
 *     or times are not those recorded beside its hash, or always.
 * @param code How much code a step depends on that does not say so itself: all that its method can reach in the
 *     application, the method alone, or none.
 * @param codePackages Packages of the application, beside those that Spring Boot knows, whose code steps depend on; with
 *     those below them.
 * @param codeLibraries Whether all steps depend on the versions of the libraries on the class path, and on that of Java.
 * @param hashThreads How many threads read and hash files, that of the caller among them. By default, one for each
 *     processor.
 * @param plan Whether to print what would run, and why, and to end without running or writing anything: true
 *     or false, or empty, which is true, for --stepcache.plan has no value.
 * @param outputs What is done about required outputs.
 * @param report What is written about the steps when the application ends.
 * @param store Where outputs are kept, to be brought back instead of running a step again.
 * @param order Place of the cache among other aspects. The default is outside transactions and retries.
 */
@ConfigurationProperties(prefix = "stepcache", ignoreUnknownFields = false)
public record StepCacheProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean force,
        @DefaultValue List<String> forceSteps,
        @DefaultValue("") String baseDir,
        @DefaultValue Map<String, String> artifactVersions,
        @DefaultValue List<String> excludes,
        @DefaultValue("file") LockMode lock,
        @Nullable Duration lockTimeout,
        @DefaultValue("index") FingerprintMode fingerprint,
        @DefaultValue("calls") CodeScope code,
        @DefaultValue List<String> codePackages,
        @DefaultValue("false") boolean codeLibraries,
        @Nullable Integer hashThreads,
        @DefaultValue("false") String plan,
        @DefaultValue Outputs outputs,
        @DefaultValue Report report,
        @NestedConfigurationProperty @DefaultValue StoreProperties store,
        @DefaultValue("" + CachedStepAspect.DEFAULT_ORDER) int order) {

    private static final String IDENTIFIER = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*";
    private static final Pattern PACKAGE = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")*");

    /**
     * Check the values that their types leave open.
     *
     * @throws InvalidConfigurationPropertyValueException if one is refused
     */
    public StepCacheProperties {
        check("force-steps", forceSteps, () -> forceSteps.forEach(Glob::parse));
        check("excludes", excludes, () -> KeyPatterns.excludes(excludes, FileSystems.getDefault()));
        check("code-packages", codePackages, () -> codePackages.forEach(StepCacheProperties::checkPackage));
        check("plan", plan, () -> PlanMode.check(plan));
        if (lockTimeout != null && (lockTimeout.isZero() || lockTimeout.isNegative())) {
            throw new InvalidConfigurationPropertyValueException(
                    "stepcache.lock-timeout", lockTimeout, "It must be more than zero.");
        }
        if (hashThreads != null && hashThreads < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    "stepcache.hash-threads", hashThreads, "It must be at least one.");
        }
    }

    /**
     * What is done about required outputs.
     *
     * @param verify How much of the required outputs is looked at before a step is skipped.
     * @param missing What to do about a step that ends well without leaving its required outputs.
     */
    public record Outputs(
            @DefaultValue("content") OutputVerification verify,
            @DefaultValue("warn") MissingOutputs missing) {}

    private static void checkPackage(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " is not the name of a package, such as com.example.rules (without wildcards).");
        }
    }

    /**
     * What is written about the steps when the application ends.
     *
     * @param file Page in HTML to write about what became of the steps and why, relative to the base directory. By
     *     default, none is written.
     */
    public record Report(@Nullable String file) {

        /**
         * Check the value.
         *
         * @throws InvalidConfigurationPropertyValueException if it can be no path
         */
        public Report {
            if (file != null) {
                check("report.file", file, () -> Objects.requireNonNull(Path.of(file)));
            }
        }
    }

    private static void check(String property, Object value, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException("stepcache." + property, value, e.getMessage());
        }
    }
}
