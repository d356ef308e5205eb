package io.github.stepcache;

import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.step.Glob;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.store.OutputStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Collects what a {@link StepCache} is built with; not safe for use by many threads. */
public final class StepCacheBuilder {

    private final List<Glob> forceSteps = new ArrayList<>();
    private final Map<String, String> artifactVersions = new TreeMap<>();
    private final List<String> excludes = new ArrayList<>();
    private final List<StepListener> listeners = new ArrayList<>();
    private Path baseDir = Path.of("");
    private boolean enabled = true;
    private boolean force;
    private LockMode lock = LockMode.FILE;
    private Optional<Duration> lockTimeout = Optional.empty();
    private OutputVerification verifyOutputs = OutputVerification.CONTENT;
    private MissingOutputs missingOutputs = MissingOutputs.WARN;
    private FingerprintMode fingerprint = FingerprintMode.INDEX;
    private int hashThreads = Runtime.getRuntime().availableProcessors();
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private boolean planOnly;
    private Optional<OutputStore> store = Optional.empty();
    private Optional<SharedLocks> sharedLocks = Optional.empty();

    StepCacheBuilder() {}

    /**
     * Set the directory that relative paths of steps are relative to; by default, the working directory.
     *
     * @param directory the base directory
     * @return this builder
     */
    public StepCacheBuilder baseDir(Path directory) {
        this.baseDir = directory;
        return this;
    }

    /**
     * Switch the cache off: each step runs, nothing is remembered, and what was remembered of a step that runs no longer
     * counts.
     *
     * @param on whether the cache is on; it is by default
     * @return this builder
     */
    public StepCacheBuilder enabled(boolean on) {
        this.enabled = on;
        return this;
    }

    /**
     * Run each step, whatever its state, and remember it.
     *
     * @param on whether to force all steps; not by default
     * @return this builder
     */
    public StepCacheBuilder force(boolean on) {
        this.force = on;
        return this;
    }

    /**
     * Run some steps, whatever their state, and remember them.
     *
     * @param names names of steps, or globs over them
     * @return this builder
     * @throws IllegalArgumentException if a glob cannot be parsed
     */
    public StepCacheBuilder forceSteps(String... names) {
        List.of(names).forEach(name -> forceSteps.add(Glob.parse(name)));
        return this;
    }

    /**
     * Add a version that all steps depend on; a step that gives the same key keeps its own.
     *
     * @param key what has the version
     * @param version the version
     * @return this builder
     */
    public StepCacheBuilder artifactVersion(String key, String version) {
        artifactVersions.put(key, version);
        return this;
    }

    /**
     * Leave files out of directories and globs, for all steps. A file that is named literally is in all the same.
     *
     * @param patterns paths or globs, relative to the base directory
     * @return this builder
     */
    public StepCacheBuilder excludes(String... patterns) {
        excludes.addAll(List.of(patterns));
        return this;
    }

    /**
     * Set how far the promise reaches that a step never runs twice at once; by default, across processes.
     *
     * @param mode the reach
     * @return this builder
     */
    public StepCacheBuilder lock(LockMode mode) {
        this.lock = mode;
        return this;
    }

    /**
     * Limit how long a caller waits for another that runs the same step; by default, there is no limit.
     *
     * @param limit how long, more than zero
     * @return this builder
     * @throws IllegalArgumentException if it is zero or negative
     */
    public StepCacheBuilder lockTimeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("The lock timeout must be more than zero, and not " + limit);
        }
        this.lockTimeout = Optional.of(limit);
        return this;
    }

    /**
     * Set how much of the required outputs is looked at; by default, their content.
     *
     * @param verification how much
     * @return this builder
     */
    public StepCacheBuilder verifyOutputs(OutputVerification verification) {
        this.verifyOutputs = verification;
        return this;
    }

    /**
     * Set what to do about a step that ends without leaving its required outputs; by default, to warn.
     *
     * @param reaction what to do
     * @return this builder
     */
    public StepCacheBuilder missingOutputs(MissingOutputs reaction) {
        this.missingOutputs = reaction;
        return this;
    }

    /**
     * Set when files are read to learn whether they have changed; by default, when the file system does not prove that
     * they have not.
     *
     * @param mode when
     * @return this builder
     */
    public StepCacheBuilder fingerprint(FingerprintMode mode) {
        this.fingerprint = mode;
        return this;
    }

    /**
     * Set how many threads read and hash files, that of the caller among them; by default, one for each processor.
     *
     * @param count how many, at least one
     * @return this builder
     * @throws IllegalArgumentException if it is less than one
     */
    public StepCacheBuilder hashThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one thread must read and hash files, and not " + count);
        }
        this.hashThreads = count;
        return this;
    }

    /**
     * Add a listener.
     *
     * @param listener told what becomes of steps
     * @return this builder
     */
    public StepCacheBuilder listener(StepListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Set the clock that manifests take their time from, and by which runs expire; by default, the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public StepCacheBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /** For tests: tell the time by which reading takes long. */
    StepCacheBuilder nanoTime(LongSupplier source) {
        this.nanoTime = source;
        return this;
    }

    /**
     * Only check steps: who runs one, or has one forgotten, gets a {@link PlanOnlyException}, and nothing is written.
     *
     * @param on whether to refuse to run steps; not by default
     * @return this builder
     */
    public StepCacheBuilder planOnly(boolean on) {
        this.planOnly = on;
        return this;
    }

    /**
     * Keep what runs leave in a store, and bring it back from there instead of running a stale step; by default, nothing is
     * kept but what lies in the output directories. That goes for steps with required outputs.
     *
     * @param outputs the store, which is not closed with the cache
     * @return this builder
     */
    public StepCacheBuilder store(OutputStore outputs) {
        this.store = Optional.of(outputs);
        return this;
    }

    /**
     * Have machines that share a store run each step once between them: who finds a step stale, and not in the store, waits
     * while another one runs it with the same inputs. This sets {@link #lock} to {@link LockMode#REGISTRY}.
     *
     * @param locks the locks that they share
     * @return this builder
     */
    public StepCacheBuilder sharedLocks(SharedLocks locks) {
        this.sharedLocks = Optional.of(locks);
        this.lock = LockMode.REGISTRY;
        return this;
    }

    /**
     * Build the cache.
     *
     * @return the cache
     * @throws IllegalArgumentException if an exclude is refused, or if locks are to be shared with other machines and
     *     something that this takes is missing
     */
    public StepCache build() {
        requireWhatSharingTakes();
        Path base = baseDir.toAbsolutePath().normalize();
        StepCacheSettings settings = new StepCacheSettings(
                base,
                enabled,
                force,
                List.copyOf(forceSteps),
                Map.copyOf(artifactVersions),
                KeyPatterns.excludes(excludes, base.getFileSystem()),
                lock,
                lockTimeout,
                verifyOutputs,
                missingOutputs,
                fingerprint,
                hashThreads,
                clock,
                planOnly,
                store,
                sharedLocks);
        return new StepCache(settings, new StepEvents(List.copyOf(listeners), nanoTime));
    }

    /** To wait for another machine is of use only to who then finds what it has made. */
    private void requireWhatSharingTakes() {
        if (lock != LockMode.REGISTRY) {
            return;
        }
        if (sharedLocks.isEmpty()) {
            throw new IllegalArgumentException(
                    "Locks are to be shared with other machines, and none are given. Give them"
                            + " with sharedLocks(...), or use LockMode.FILE.");
        }
        if (store.isEmpty()) {
            throw new IllegalArgumentException(
                    "Locks are to be shared with other machines, and there is no store in which"
                            + " one finds what another one has made. Give it with store(...), or use LockMode.FILE.");
        }
    }
}
