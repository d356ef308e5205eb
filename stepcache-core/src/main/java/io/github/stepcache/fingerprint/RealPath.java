package io.github.stepcache.fingerprint;

import java.io.IOException;
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
     * case that the names have on disk.
     *
     * @param path any path
     * @return an absolute path
     */
    static Path exact(Path path) {
        return resolve(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path resolve(Path path, LinkOption... options) {
        Path absolute = path.toAbsolutePath();
        try {
            return absolute.toRealPath(options);
        } catch (IOException e) {
            Path normal = absolute.normalize();
            Path name = normal.getFileName();
            @Nullable Path parent = normal.getParent();
            return name == null || parent == null
                    ? normal
                    : resolve(parent, options).resolve(name);
        }
    }
}
