package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The place on disk that a path stands for, also where its last names do not exist yet. */
public final class RealPath {

    private RealPath() {}

    /**
     * Resolve all symbolic links of a path, as far as it exists.
     *
     * @param path any path
     * @return an absolute path without links in the part that exists
     */
    public static Path of(Path path) {
        return resolve(path);
    }

    /**
     * Write a path as the file system would, without following links: without {@code .} and {@code ..}, and in the
     * case that the names have on disk. Only where {@code ..} stands behind a link is that link followed, for it leads
     * up from there.
     *
     * @param path any path
     * @return an absolute path
     */
    static Path exact(Path path) {
        Path exact = resolve(path, LinkOption.NOFOLLOW_LINKS);
        for (Path name : exact) {
            if (name.toString().equals("..")) {
                return ofNameItself(exact);
            }
        }
        return exact;
    }

    /**
     * Resolve the symbolic links on the way to a path, but not the path itself where that is a link.
     *
     * @param path any path
     * @return an absolute path whose last name may be a link
     */
    static Path ofNameItself(Path path) {
        Path absolute = path.toAbsolutePath();
        @Nullable Path parent = absolute.getParent();
        return parent != null && Files.isSymbolicLink(absolute)
                ? of(parent).resolve(absolute.getFileName())
                : of(absolute);
    }

    private static Path resolve(Path path, LinkOption... options) {
        Path absolute = path.toAbsolutePath();
        for (Path there = absolute; there != null; there = there.getParent()) {
            try {
                Path real = there.toRealPath(options);
                return there.equals(absolute)
                        ? real
                        : real.resolve(there.relativize(absolute).normalize());
            } catch (IOException e) {
                // Nothing is there, or a link to nothing: what it lies in has a place.
            }
        }
        return absolute.normalize();
    }
}
