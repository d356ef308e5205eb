package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.step.KeyPatterns;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for when the inputs of a step are looked for: where to begin, and what counts.
 *
 * @param roots where each declared input begins
 * @param digest tells this search from any other: two with the same digest find the same in the same files
 */
record InputSearch(List<Root> roots, String digest) {

    /** To be changed with the rules by which inputs are found, so that nothing found by other rules counts. */
    private static final String RULES = "1";

    InputSearch {
        roots = List.copyOf(roots);
    }

    /** Say what the inputs of a step are. */
    static InputSearch of(StepSpec spec, Path baseDir, Keys keys, KeyPatterns excludes, OwnFiles own) {
        List<Root> roots =
                spec.inputs().stream().map(input -> Root.of(input, baseDir)).toList();
        StringBuilder asked = new StringBuilder();
        add(asked, RULES);
        keys.places().forEach(place -> add(asked, place.toString()));
        own.places().forEach(place -> add(asked, place));
        spec.extensions().forEach(extension -> add(asked, "extension " + extension));
        excludes.patterns().forEach(pattern -> add(asked, "exclude " + pattern.text()));
        roots.forEach(root -> {
            add(asked, "input " + root.input());
            root.path().ifPresent(path -> add(asked, path.toString()));
            root.namesake(baseDir).ifPresent(namesake -> add(asked, "namesake " + namesake));
        });
        return new InputSearch(roots, Sha256.of(asked.toString().getBytes(UTF_8)));
    }

    /** With its length before it, no part can be taken for two. */
    private static void add(StringBuilder asked, String part) {
        asked.append(part.length()).append(':').append(part);
    }

    /**
     * Where a declared input begins.
     *
     * @param input the input as declared
     * @param pattern the input as parsed
     * @param path the path or, of a glob, what stands before the first wildcard; empty where no path can be that
     * @param problem why there is no path; empty where there is one
     */
    record Root(String input, PathPattern pattern, Optional<Path> path, String problem) {

        /** The file whose very name a glob is, if there is one: no directory that is searched need tell of it. */
        Optional<Path> namesake(Path baseDir) {
            if (pattern.glob().isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(RealPath.exact(baseDir.resolve(input)))
                        .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS));
            } catch (InvalidPathException e) {
                return Optional.empty(); // no file has that name here: on Windows, none has a '*' in it
            }
        }

        static Root of(String input, Path baseDir) {
            PathPattern pattern = PathPattern.parse(input).on(baseDir.getFileSystem());
            try {
                return new Root(input, pattern, Optional.of(RealPath.exact(baseDir.resolve(pattern.root()))), "");
            } catch (InvalidPathException e) {
                String problem = "this file system cannot express it: " + e.getReason();
                return new Root(input, pattern, Optional.empty(), problem);
            }
        }
    }
}
