package io.github.stepcache.fingerprint;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the inputs of steps from disk (contract 2). It never throws for what it finds there: what it cannot know is a
 * problem of the fingerprint. Safe for use by many threads.
 */
public final class InputReader {

    private final Path baseDir;
    private final Keys keys;
    private final KeyPatterns excludes;
    private final KnownFiles known;
    private final HashThreads threads;
    private final ReadWatch watch;

    /**
     * Make a reader.
     *
     * @param baseDir what relative inputs are relative to
     * @param excludes what is left out of directories and globs, by key
     * @param known the files that need not be read
     * @param threads what reads and hashes the others
     */
    public InputReader(Path baseDir, KeyPatterns excludes, KnownFiles known, HashThreads threads) {
        this(baseDir, new Keys(baseDir), excludes, known, threads, ReadWatch.NONE);
    }

    private InputReader(
            Path baseDir, Keys keys, KeyPatterns excludes, KnownFiles known, HashThreads threads, ReadWatch watch) {
        this.baseDir = baseDir;
        this.keys = keys;
        this.excludes = excludes;
        this.known = known;
        this.threads = threads;
        this.watch = watch;
    }

    /**
     * Read the same, and tell somebody how far that has come.
     *
     * @param teller told what is found and read
     * @return a reader that shares all it knows with this one
     */
    public InputReader watchedBy(ReadWatch teller) {
        return new InputReader(baseDir, keys, excludes, known, threads, teller);
    }

    /**
     * Find and hash the inputs of a step.
     *
     * @param spec the step
     * @param own what it and its cache write
     * @return what they are now
     */
    public Fingerprint read(StepSpec spec, OwnFiles own) {
        return read(spec, own, Optional.empty());
    }

    /**
     * Find and hash the inputs of a step, but do not read what an index proves to be as it was.
     *
     * @param spec the step
     * @param own what it and its cache write
     * @param index the index of the step
     * @return what they are now
     */
    public Fingerprint read(StepSpec spec, OwnFiles own, FingerprintIndex index) {
        return read(spec, own, Optional.of(index.inputs()));
    }

    /**
     * Find and hash the inputs of a step again, but do not read what is proved to be as it was a while ago.
     *
     * @param spec the step
     * @param own what it and its cache write, looked up now
     * @param earlier what they were then
     * @return what they are now
     */
    public Fingerprint readAgain(StepSpec spec, OwnFiles own, Fingerprint earlier) {
        return read(spec, own, earlier.evidence());
    }

    private Fingerprint read(StepSpec spec, OwnFiles own, Optional<InputEvidence> earlier) {
        Fingerprint files = readFiles(spec, own, earlier);
        return spec.sources().isEmpty() ? files : SourceReader.addTo(files, spec.sources(), threads, watch);
    }

    private Fingerprint readFiles(StepSpec spec, OwnFiles own, Optional<InputEvidence> earlier) {
        watch.inputsBegin();
        long observed = FileStamps.now();
        InputSearch search = InputSearch.of(spec, baseDir, keys, excludes, own);
        Optional<InputEvidence> usable =
                earlier.filter(evidence -> evidence.search().equals(search.digest()));
        if (usable.isPresent() && usable.get().holds(keys.base(), threads, watch)) {
            return unchanged(usable.get(), search, own);
        }
        watch.inputsBegin();
        LocalDevices devices = known.devices();
        KnownHashes hashes = usable.map(
                        evidence -> KnownHashes.of(evidence.files()).or(known))
                .orElse(known);
        try (FileCollector files = new FileCollector(hashes, devices, observed, FileStamps.SLOW_PACE, threads, watch)) {
            InputSelection selection =
                    new InputSelection(keys, new InputFilter(spec.extensions()), excludes, own, files);
            search.roots().forEach(root -> select(root, selection));
            return fingerprint(search, selection, files.finish(selection::unreadable), devices, observed);
        }
    }

    /** The search need not be done again; only what leads to its roots is looked at as well. */
    private Fingerprint unchanged(InputEvidence evidence, InputSearch search, OwnFiles own) {
        InputDirectories directories = new InputDirectories(keys, own);
        search.roots().forEach(root -> root.path().ifPresent(directories::addWayTo));
        Map<String, List<FileStamp>> stamps = directories.stamps();
        evidence.directories()
                .forEach(directory -> stamps.put(
                        directory.key() + '/',
                        directory.own() ? List.of() : List.of(directory.stamp().get(0, FileStamp.Type.DIRECTORY))));
        return new Fingerprint(evidence.files(), stamps, List.of(), Optional.of(evidence));
    }

    private Fingerprint fingerprint(
            InputSearch search, InputSelection selection, ReadFiles files, LocalDevices devices, long observed) {
        Map<String, List<FileStamp>> stamps =
                new HashMap<>(selection.directories().stamps());
        stamps.putAll(selection.links());
        List<InputProblem> problems = List.copyOf(selection.problems());
        if (!problems.isEmpty()) {
            return new Fingerprint(files.hashes(), stamps, problems, Optional.empty());
        }
        known.learn(files.hashes());
        List<SearchedDirectory> searched = selection.directories().searched(devices, observed);
        boolean complete = selection.isPlain() && searched.stream().noneMatch(SearchedDirectory::holdsTheManifest);
        long avoidable =
                complete ? ReadFiles.effort(searched.size(), files.hashes().size()) : 0;
        InputEvidence evidence =
                new InputEvidence(search.digest(), complete, searched, files.hashes(), files.effort() + avoidable);
        return new Fingerprint(files.hashes(), stamps, problems, Optional.of(evidence));
    }

    private void select(InputSearch.Root root, InputSelection selection) {
        selection.begin();
        if (root.path().isEmpty()) {
            selection.unreadable(root.input(), root.problem());
        } else if (root.pattern().glob().isPresent()) {
            selection.addMatches(root.path().get(), root.pattern().glob().get());
            root.namesake(baseDir).ifPresent(selection::addTree);
        } else {
            selection.addTree(root.path().get());
        }
        selection.end(root.input());
    }
}
