package io.github.stepcache.graph;

import io.github.stepcache.step.PathPattern;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The places on disk of one step: which paths it may read and write.
 *
 * @param inputs what it reads
 * @param requiredOutputs what it must leave
 * @param outputDir the output directory and all that can lie in it
 * @param directory the output directory itself, folded; empty where it is not known
 */
record StepPlaces(List<Input> inputs, List<Output> requiredOutputs, PathSet outputDir, Optional<String> directory) {

    private static final Pattern SUFFIX = Pattern.compile("\\.\\p{Alnum}{1,10}$");

    /**
     * An input.
     *
     * @param text the input as declared
     * @param paths what it can match
     * @param counted what of that counts, by suffixes and for not being hidden
     * @param root the path of the names before the first wildcard, folded
     */
    record Input(String text, Places paths, PathSet counted, String root) {

        boolean meets(PathSet directory) {
            return paths.all().meets(directory, counted);
        }

        boolean meets(Output output, boolean exact) {
            return exact
                    ? paths.all().meets(output.paths().all(), counted)
                    : paths.likely().meets(output.paths().likely(), counted);
        }

        boolean liesIn(String directory) {
            return root.equals(directory) || root.startsWith(directory + '/');
        }
    }

    /**
     * A required output.
     *
     * @param text the output, from the base directory on
     * @param paths what it can match
     */
    record Output(String text, Places paths) {}

    /**
     * What a path or glob can match. Where an argument can be anything, it would too often be met that {@code x.csv} is a
     * directory, with any file in it.
     *
     * @param all with all below it
     * @param likely with all below it, unless it has a suffix
     */
    record Places(PathSet all, PathSet likely) {}

    static StepPlaces of(StepOutline outline, Path baseDir) {
        String directory = outline.outputDir();
        boolean exact = outline.exact();
        return new StepPlaces(
                outline.inputs().stream()
                        .map(input -> input(input, outline, baseDir))
                        .toList(),
                outline.requiredOutputs().stream()
                        .map(output -> output(output, outline, baseDir))
                        .toList(),
                place(directory, exact, true, baseDir),
                exact ? root(directory, baseDir) : Optional.empty());
    }

    static Output output(String output, StepOutline outline, Path baseDir) {
        String text = join(outline.outputDir(), output);
        return new Output(text, places(text, outline.exact(), baseDir));
    }

    private static Input input(String input, StepOutline outline, Path baseDir) {
        boolean exact = outline.exact();
        Optional<String> root = root(input, baseDir);
        PathSet counted = PathSetWriter.everything();
        if (exact && root.isPresent()) {
            // a file that is named literally is in, whatever it is called
            PathSetWriter set = new PathSetWriter();
            Runnable[] starts = Stream.concat(root.stream(), namesake(input, baseDir).stream())
                    .map(start -> (Runnable) () -> set.literal(start))
                    .toArray(Runnable[]::new);
            set.either(starts).either(() -> {}, () -> set.visibleBelow(outline.extensions()));
            counted = set.finish("");
        }
        return new Input(input, places(input, exact, baseDir), counted, root.orElse(""));
    }

    private static Places places(String text, boolean exact, Path baseDir) {
        return new Places(
                place(text, exact, true, baseDir),
                place(text, exact, !SUFFIX.matcher(text).find(), baseDir));
    }

    /** Collect what a path or glob can match, and perhaps all below it, since that may be a directory. */
    private static PathSet place(String declared, boolean exact, boolean below, Path baseDir) {
        String text = declared.isEmpty() ? "." : declared;
        Optional<String> root = root(text, baseDir);
        if (root.isEmpty()) {
            return PathSetWriter.everything();
        }
        PathSetWriter set = new PathSetWriter();
        PathPattern pattern = PathPattern.parse(text);
        Optional<String> namesake = exact ? namesake(text, baseDir) : Optional.empty();
        boolean anywhere = !exact && text.startsWith(StepOutline.UNKNOWN);
        set.either(
                () -> {
                    if (!anywhere) {
                        set.literal(root.get());
                    }
                    pattern.glob().ifPresent(glob -> {
                        set.literal(anywhere || root.get().endsWith("/") ? "" : "/");
                        GlobReader.read(glob.toString(), set);
                    });
                },
                () -> set.literal(namesake.orElse(root.get())));
        set.either(() -> {}, below ? set::below : () -> {});
        return set.finish(anywhere ? "" : common(root.get(), namesake.orElse(root.get())));
    }

    /** Give the path of the names before the first wildcard; empty where there can be no such path. */
    private static Optional<String> root(String text, Path baseDir) {
        try {
            String root = PathPattern.parse(text.isEmpty() ? "." : text).root();
            return Optional.of(absolute(root, baseDir));
        } catch (IllegalArgumentException e) { // such as ".." behind an argument
            return Optional.empty();
        }
    }

    /** A file whose very name looks like a glob is meant as well. */
    private static Optional<String> namesake(String text, Path baseDir) {
        try {
            return PathPattern.parse(text).glob().isPresent() ? Optional.of(absolute(text, baseDir)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Write the whole path of what a text names literally. */
    static String absolute(String path, Path baseDir) throws InvalidPathException {
        return PathText.fold(PathText.of(baseDir.resolve(path).normalize()));
    }

    private static String join(String directory, String output) {
        return directory.isEmpty() || directory.endsWith("/") ? directory + output : directory + '/' + output;
    }

    private static String common(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return one.substring(0, same);
    }
}
