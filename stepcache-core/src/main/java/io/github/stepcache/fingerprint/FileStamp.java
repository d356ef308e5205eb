package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What a file system says of a file beside its content: enough to notice that it was written to, or replaced, even
 * when the bytes are the old ones again. Times are in nanoseconds since 1970.
 *
 * @param type what stands at the path
 * @param device the device it is on, where the file system has such numbers; else zero
 * @param inode its number on that device; where there is none, another number that stays the same while the file does
 * @param size length in bytes
 * @param modified last modification time
 * @param changed last change of content or attributes (the {@code ctime}); {@link #UNKNOWN} where the file system does
 *     not have it
 */
public record FileStamp(Type type, long device, long inode, long size, long modified, long changed) {

    /** The change time where there is none. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final String UNIX =
            "unix:isRegularFile,isDirectory,isSymbolicLink,dev,ino,size,lastModifiedTime,ctime";

    /** What stands at a path. */
    public enum Type {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link. */
        LINK,
        /** A pipe, a socket, a device: never opened. */
        SPECIAL
    }

    /**
     * Ask the file system about a path.
     *
     * @param path the path
     * @param options whether to follow a symbolic link
     * @return what it says
     * @throws IOException if it says nothing
     */
    static FileStamp of(Path path, LinkOption... options) throws IOException {
        boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return unix ? unix(path, options) : basic(path, options);
    }

    /** When this was last changed, as well as the file system can tell. */
    Instant lastChange() {
        long time = changed == UNKNOWN ? modified : changed;
        return Instant.EPOCH.plusNanos(time);
    }

    /**
     * Keep what stays the same while files come and go in a directory: which one it is, and when it was last moved.
     * Files that come and go set both of its times to one moment; to move it sets the change time alone.
     */
    FileStamp ofPlace() {
        return new FileStamp(type, device, inode, 0, 0, changed == modified ? UNKNOWN : changed);
    }

    private static FileStamp unix(Path path, LinkOption... options) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, UNIX, options);
        Type type = type(
                Boolean.TRUE.equals(found.get("isRegularFile")),
                Boolean.TRUE.equals(found.get("isDirectory")),
                Boolean.TRUE.equals(found.get("isSymbolicLink")));
        return new FileStamp(
                type,
                ((Number) attribute(found, "dev")).longValue(),
                ((Number) attribute(found, "ino")).longValue(),
                ((Number) attribute(found, "size")).longValue(),
                nanos((FileTime) attribute(found, "lastModifiedTime")),
                nanos((FileTime) attribute(found, "ctime")));
    }

    private static Object attribute(Map<String, Object> found, String name) {
        return Objects.requireNonNull(found.get(name), name);
    }

    private static FileStamp basic(Path path, LinkOption... options) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
        return new FileStamp(
                type(found.isRegularFile(), found.isDirectory(), found.isSymbolicLink()),
                0,
                Objects.hashCode(found.fileKey()),
                found.size(),
                nanos(found.lastModifiedTime()),
                UNKNOWN);
    }

    static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }

    private static Type type(boolean file, boolean directory, boolean link) {
        if (file) {
            return Type.FILE;
        }
        if (directory) {
            return Type.DIRECTORY;
        }
        return link ? Type.LINK : Type.SPECIAL;
    }
}
