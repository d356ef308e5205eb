package io.github.stepcache.fingerprint;

import java.nio.file.Path;
import java.util.List;

/**
 * What a walk found at one path.
 *
 * @param kind what it is, links followed
 * @param link whether the path itself is a symbolic link
 * @param path the path as walked
 * @param realPath the place on disk that the path itself has (not the target of a link)
 * @param key the path below the walk's root, names separated by {@code /}; empty for the root itself
 * @param stamps what the file system says of a file, directory or special file, and of the link to it; else empty
 * @param problem why nothing is known of it, in words; empty where something is
 */
record TreeEntry(
        Kind kind, boolean link, Path path, Path realPath, String key, List<FileStamp> stamps, String problem) {

    /** What was found. */
    enum Kind {
        FILE,
        DIRECTORY,
        /** A pipe, a socket, a device. */
        SPECIAL,
        /** A link to nothing. */
        DANGLING,
        /** A link to a directory that contains it. */
        LOOP,
        /** Something that the system would not tell about, or a name that cannot be told from others. */
        UNREADABLE
    }

    /** The same path, of which nothing is known. */
    TreeEntry unreadable(String why) {
        return new TreeEntry(Kind.UNREADABLE, link, path, realPath, key, List.of(), why);
    }

    /** The last name of the key. */
    String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    boolean isHidden() {
        return name().startsWith(".");
    }
}
