package io.github.stepcache.autoconfigure;

import io.github.stepcache.MissingOutputs;
import io.github.stepcache.OutputVerification;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.spring.CachedStepAspect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the step cache.
 *
 * @param enabled whether to skip fresh steps; when off, each step runs, nothing is remembered, and what was remembered of
 *     a step that runs no longer counts
 * @param force whether to run each step whatever its state, and to remember it; "--force" on the command line does the
 *     same
 * @param forceSteps names of steps, or globs over them, to run whatever their state
 * @param baseDir directory that relative paths of steps are relative to; by default, the working directory
 * @param artifactVersions versions that all steps depend on, by name
 * @param excludes paths or globs, relative to the base directory, that directories and globs among the inputs leave out
 * @param lock how far the promise reaches that a step never runs twice at once
 * @param lockTimeout how long a caller waits at most for another that runs the same step; by default, without limit
 * @param outputs what is done about required outputs
 * @param order place of the cache among other aspects; the default is outside transactions and retries
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
        @DefaultValue Outputs outputs,
        @DefaultValue("" + CachedStepAspect.DEFAULT_ORDER) int order) {

    /**
     * What is done about required outputs.
     *
     * @param verify how much of the required outputs is looked at before a step is skipped
     * @param missing what to do about a step that ends well without leaving its required outputs
     */
    public record Outputs(
            @DefaultValue("content") OutputVerification verify,
            @DefaultValue("warn") MissingOutputs missing) {}
}
