package io.github.stepcache;

import io.github.stepcache.StepBeginning.Begun;
import io.github.stepcache.StepReader.Reading;
import io.github.stepcache.decision.Decider;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StepState;
import io.github.stepcache.fingerprint.OutputState;
import io.github.stepcache.fingerprint.RealPath;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.manifest.ManifestLookup;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.StoreEntry;
import io.github.stepcache.store.StoreKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings back the outputs of an earlier run, for a step that is stale: all of them, or the step runs.
 *
 * <p>What a store has is used only where the decision over what would be there then is fresh, by the function that decides
 * all else. The files are verified in a directory of their own before anything is touched; from then on the manifest says
 * that the step is running, until all are in their places and were read there once more.
 */
final class Restoration<T extends @Nullable Object> {

    private final StepFiles files;
    private final ResultCodec<T> codec;
    private final StepReader reader;
    private final CallEvents events;
    private final OutputStore store;
    private final Begun<T> begun;
    private final StepState before;
    private final StepSpec spec;
    private final Path baseDir;
    private final Path outputDir;
    private final KeyPatterns required;
    private final OutputState there;
    private final SortedMap<String, String> found;
    private final Optional<StoreEntry> lastRun;

    Restoration(
            StepFiles files,
            ResultCodec<T> codec,
            StepCacheSettings settings,
            StepReader reader,
            CallEvents events,
            OutputStore store,
            Begun<T> begun) {
        this.files = files;
        this.codec = codec;
        this.reader = reader;
        this.events = events;
        this.store = store;
        this.begun = begun;
        this.before = begun.reading().state();
        this.spec = before.spec();
        this.baseDir = settings.baseDir();
        this.outputDir = RealPath.of(settings.baseDir().resolve(spec.outputDir()));
        this.there = before.outputs().contents().isPresent() ? before.outputs() : reader.outputContents(spec);
        this.found = there.contents().orElseThrow();
        this.lastRun = findLastRun();
        this.required = KeyPatterns.requiredOutputs(spec.requiredOutputs(), outputDir.getFileSystem());
    }

    /**
     * Bring the outputs back.
     *
     * @return how the call goes on then; empty where the step has to run
     */
    Optional<Begun<T>> restore(StoreKey key) {
        try (Staging staging = new Staging(files, outputDir)) {
            Optional<OutputStore.Fetched> fetched =
                    store.fetch(key, this::problem, staging.directory(), events.restoring());
            return fetched.isPresent() ? Optional.of(place(fetched.get(), staging)) : Optional.empty();
        } catch (NotRememberedException e) {
            events.warn("its outputs could not be restored, so it runs: " + e.problem());
        } catch (Throwable e) { // a checked one too: Java 17 throws some that it does not declare
            events.warn("its outputs could not be restored, so it runs: " + Failures.inWords(e));
        }
        return Optional.empty();
    }

    private Begun<T> place(OutputStore.Fetched fetched, Staging staging) throws IOException, NotRememberedException {
        StoreEntry entry = fetched.entry();
        begun.memory().markRunning();
        OutputState now = reader.outputContents(spec); // to fetch the files may have taken long
        if (!now.contents().equals(there.contents()) || !now.unreadable().equals(there.unreadable())) {
            throw new NotRememberedException("its outputs were changed while others were fetched");
        }
        new Placement(outputDir, entry, left(entry)).moveIn(staging.directory());
        events.meter().restart();
        ClockStep.pass(reader.outputTimes(spec)); // so that the index can vouch for them
        OutputState outputs = reader.outputContents(spec);
        if (!outputs.contents().equals(Optional.of(entry.contents()))
                || !outputs.unmatched().isEmpty()
                || !outputs.unreadable().isEmpty()) {
            throw new NotRememberedException("they are not there as they were moved in; something else writes there");
        }
        Manifest manifest = begun.memory().rememberRestored(entry, outputs);
        T value = codec(entry).value().get();
        Decision restored = new Decision.Restored(
                manifest, fetched.source(), new Decision.Stale(begun.decision().reasons()));
        return new Begun<>(new Reading<>(before, () -> value), restored, begun.memory());
    }

    /** Say what speaks against an entry, before any of its files is fetched. */
    private Optional<String> problem(StoreEntry entry) {
        if (!entry.stepName().equals(spec.name())) {
            return Optional.of("it is of step " + Quoted.of(entry.stepName()));
        }
        for (String path : entry.contents().keySet()) {
            if (!required.cover(path)) {
                return Optional.of(Quoted.of(path) + " is none of the required outputs");
            }
        }
        StepState afterwards = new StepState(
                spec,
                before.order(),
                before.inputs(),
                new ManifestLookup.Found(files.manifest(), begun.memory().manifestOf(entry)),
                new OutputState(true, Optional.of(entry.contents()), unmatched(entry), Map.of()),
                before.outputPlace(),
                codec(entry).problem(),
                spec.expireAfter().isPresent() ? reader.now() : Optional.empty());
        Decision decision = Decider.decide(afterwards);
        if (!decision.isFresh()) {
            return Optional.of("it would be " + decision.describe());
        }
        return foreign(entry).or(() -> new Placement(outputDir, entry, left(entry)).problem());
    }

    private RecordedValue<T> codec(StoreEntry entry) {
        return RecordedValue.of(entry.result(), codec);
    }

    private List<String> unmatched(StoreEntry entry) {
        Set<String> paths = entry.contents().keySet();
        return required.patterns().stream()
                .filter(pattern -> paths.stream().noneMatch(new KeyPatterns(List.of(pattern))::cover))
                .map(PathPattern::text)
                .toList();
    }

    /** What lies among the outputs and was not left by the last run would count as an output of this one. */
    private Optional<String> foreign(StoreEntry entry) {
        SortedSet<String> foreign = new TreeSet<>(CodePointOrder.INSTANCE);
        foreign.addAll(found.keySet());
        foreign.addAll(there.unreadable().keySet());
        foreign.removeAll(entry.contents().keySet());
        foreign.removeAll(leftByLastRun().keySet());
        return foreign.stream()
                .findFirst()
                .map(path -> Quoted.of(path) + " lies among its outputs, and was not left so by its last run");
    }

    /** What the last run has left and this one had not. */
    private SortedMap<String, String> left(StoreEntry entry) {
        SortedMap<String, String> left = leftByLastRun();
        left.keySet().removeAll(entry.contents().keySet());
        return left;
    }

    /**
     * What the last run has left in this directory, and still lies there as it left it. A manifest alone deletes nothing: it
     * names all that lay among the outputs after the run, whoever had put it there. A run of which the store has a record is
     * known to have written all of them.
     */
    private SortedMap<String, String> leftByLastRun() {
        SortedMap<String, String> left = new TreeMap<>(CodePointOrder.INSTANCE);
        lastRun.ifPresent(run -> found.forEach((path, content) -> {
            if (content.equals(run.contents().get(path))) {
                left.put(path, content);
            }
        }));
        return left;
    }

    private Optional<StoreEntry> findLastRun() {
        return before.manifest() instanceof ManifestLookup.Found last && isOfThisPlace(last.manifest())
                ? StoreKey.of(spec, baseDir, last.manifest())
                        .flatMap(store::recorded)
                        .filter(run -> run.completedAt().equals(last.manifest().completedAt()))
                : Optional.empty();
    }

    private boolean isOfThisPlace(Manifest manifest) {
        return manifest.state() == Manifest.State.COMPLETE
                && manifest.isVersionSupported()
                && manifest.stepName().equals(spec.name())
                && manifest.outputs()
                        .filter(outputs -> outputs.directory().equals(before.outputPlace()))
                        .isPresent();
    }
}
