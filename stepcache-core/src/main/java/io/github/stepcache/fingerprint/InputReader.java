package io.github.stepcache.fingerprint;

import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the inputs of steps from disk (contract 2). It never throws for what it finds there: what it cannot know is a
 * problem of the fingerprint. Safe for use by many threads.
 */
public final class InputReader {

    private final Path baseDir;
    private final Keys keys;
    private final KeyPatterns excludes;

    /**
     * Make a reader.
     *
     * @param baseDir what relative inputs are relative to
     * @param excludes what is left out of directories and globs, by key
     */
    public InputReader(Path baseDir, KeyPatterns excludes) {
        this.baseDir = baseDir;
        this.keys = new Keys(baseDir);
        this.excludes = excludes;
    }

    /**
     * Read and hash the inputs of a step.
     *
     * @param spec the step
     * @return what they are now
     */
    public Fingerprint read(StepSpec spec) {
        InputSelection selection =
                new InputSelection(keys, new InputFilter(spec.extensions()), excludes, new OwnFiles(spec, baseDir));
        spec.inputs().forEach(input -> select(input, selection));
        return hash(selection);
    }

    private void select(String input, InputSelection selection) {
        PathPattern pattern = PathPattern.parse(input).on(baseDir.getFileSystem());
        selection.begin();
        try {
            if (pattern.glob().isPresent()) {
                selection.addMatches(resolve(pattern.root()), pattern.glob().get());
                addNamesake(input, selection);
            } else {
                selection.addTree(resolve(pattern.root()));
            }
        } catch (InvalidPathException e) {
            selection.unreadable(input, "this file system cannot express it: " + e.getReason());
        }
        selection.end(input);
    }

    /** A file whose very name looks like a glob is meant as well: to read too much is never wrong. */
    private void addNamesake(String input, InputSelection selection) {
        try {
            Path namesake = resolve(input);
            if (Files.exists(namesake, LinkOption.NOFOLLOW_LINKS)) {
                selection.addTree(namesake);
            }
        } catch (InvalidPathException e) {
            // No file has that name here: on Windows, none has a '*' in it.
        }
    }

    private Path resolve(String path) {
        return RealPath.exact(baseDir.resolve(path));
    }

    private static Fingerprint hash(InputSelection selection) {
        SortedMap<String, String> hashes = new TreeMap<>(CodePointOrder.INSTANCE);
        Map<String, List<FileStamp>> stamps = new HashMap<>(selection.directoryStamps());
        selection.files().forEach((key, file) -> {
            try {
                hashes.put(key, FileHashes.ofFile(file.path()));
                stamps.put(key, file.stamps());
            } catch (IOException e) {
                selection.unreadable(key, Problems.inWords(e));
            }
        });
        return new Fingerprint(hashes, stamps, List.copyOf(selection.problems()));
    }
}
