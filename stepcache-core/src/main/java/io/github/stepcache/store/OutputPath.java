package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.step.FileNames;
import io.github.stepcache.step.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for the paths of outputs in records and manifests, which anybody may have written: relative, {@code /}-separated,
 * and below the output directory, whatever system reads them. It knows names only: that no link on the way leads
 * elsewhere, those who write there have to see for themselves.
 */
public final class OutputPath {

    /** What Linux takes in one call. */
    static final int LONGEST_IN_BYTES = 4096;

    private static final int LONGEST_NAME_IN_BYTES = 255;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    /**
     * What the cache keeps for steps (manifests, indexes, locks, what is being restored) and, by default, its store. Written
     * by a record, any of it could make another step look fresh. Some file systems do not tell upper case from lower case.
     */
    private static final Pattern OF_THE_CACHE = Pattern.compile(
            "\\.stepcache|\\..+\\.(?:manifest\\.json(?:\\..*)?|index|lock|restoring\\..*)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private OutputPath() {}

    /**
     * Look for what speaks against a path.
     *
     * @param path a path from a record or a manifest
     * @return what is wrong with it, as a clause; empty if nothing is
     */
    public static Optional<String> problem(String path) {
        if (path.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (path.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            return Optional.of("it has half a surrogate pair in it");
        }
        if (path.startsWith("/") || DRIVE.matcher(path).matches()) {
            return Optional.of("it is absolute");
        }
        if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            return Optional.of("it has a backslash or a NUL in it");
        }
        if (path.getBytes(UTF_8).length > LONGEST_IN_BYTES) {
            return Optional.of("it has more than " + LONGEST_IN_BYTES + " bytes");
        }
        for (String name : names(path)) {
            @Nullable String problem = problemOfName(name);
            if (problem != null) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    /**
     * Find the place of an output.
     *
     * @param directory the output directory, or one that stands for it
     * @param path a path from a record or a manifest
     * @return the place, which is below the directory unless links lead elsewhere; empty where the path is refused, or
     *     this file system has no such names
     */
    public static Optional<Path> in(Path directory, String path) {
        if (problem(path).isPresent()) {
            return Optional.empty();
        }
        Path place = directory;
        for (String name : names(path)) {
            Optional<Path> next = name(directory, name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            place = place.resolve(next.get());
        }
        return Optional.of(place);
    }

    private static Optional<Path> name(Path directory, String text) {
        try {
            Path name = directory.getFileSystem().getPath(text);
            boolean plain = name.getRoot() == null
                    && name.getNameCount() == 1
                    && name.toString().equals(text)
                    && FileNames.isFaithful(name);
            return plain ? Optional.of(name) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String problemOfName(String name) {
        if (name.isEmpty()) {
            return "it has an empty name in it";
        }
        if (name.endsWith(".") || name.endsWith(" ")) { // Windows drops them, and '..' is one of these
            return "it has the name " + Quoted.of(name) + " in it, and none may end with a dot or a space";
        }
        if (name.getBytes(UTF_8).length > LONGEST_NAME_IN_BYTES) {
            return "it has a name of more than " + LONGEST_NAME_IN_BYTES + " bytes in it";
        }
        if (OF_THE_CACHE.matcher(name).matches()) {
            return "it has the name " + Quoted.of(name) + " in it, as the cache calls its own files";
        }
        return null;
    }

    private static String[] names(String path) {
        return path.split("/", -1);
    }
}
