package io.github.stepcache.fingerprint;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Makes keys out of paths (contract 2.4): relative to the base directory, {@code /}-separated on every system; outside
 * the base directory, absolute.
 */
final class Keys {

    private final Path exactBase;
    private final Path realBase;

    Keys(Path baseDir) {
        this.exactBase = RealPath.exact(baseDir);
        this.realBase = RealPath.of(baseDir);
    }

    /** The base directory, as the file system writes it. */
    Path base() {
        return exactBase;
    }

    /** All that the keys of paths depend on. */
    List<Path> places() {
        return List.of(exactBase, realBase);
    }

    /** Make the key of an absolute path without {@code .} and {@code ..}; that of the base directory is empty. */
    String of(Path path) {
        if (path.startsWith(exactBase)) {
            return join(exactBase.relativize(path));
        }
        if (path.startsWith(realBase)) {
            return join(realBase.relativize(path));
        }
        Path place = RealPath.ofNameItself(path);
        return join(place.startsWith(realBase) ? realBase.relativize(place) : path);
    }

    /** Make the key of what lies below a root: either part may be empty. */
    static String join(String root, String key) {
        String between = root.isEmpty() || key.isEmpty() || root.endsWith("/") ? "" : "/";
        return root + between + key;
    }

    /** Write a path with {@code /} between its names. */
    static String join(Path path) {
        @Nullable Path root = path.getRoot();
        StringJoiner names =
                new StringJoiner("/", root == null ? "" : root.toString().replace('\\', '/'), "");
        path.forEach(name -> names.add(name.toString()));
        return names.toString();
    }
}
