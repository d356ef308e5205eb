package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The devices whose file systems give each change of a file a change time of its own, by the clock of this machine. Those
 * of networks do not (another clock, and answers out of a cache), nor do those in memory that are not the system's. Asked
 * anew for each search, since a device's number can come to stand for another. Safe for use by many threads.
 */
final class LocalDevices {

    private static final Set<String> LOCAL = Set.of(
            "apfs",
            "bcachefs",
            "btrfs",
            "ext2",
            "ext3",
            "ext4",
            "f2fs",
            "jfs",
            "overlay",
            "ramfs",
            "tmpfs",
            "ufs",
            "xfs",
            "zfs");

    private final boolean wanted;
    private final Map<Long, Boolean> known = new ConcurrentHashMap<>();

    private LocalDevices(boolean wanted) {
        this.wanted = wanted;
    }

    /** Look which devices there are. */
    static LocalDevices asked() {
        return new LocalDevices(true);
    }

    /** Rely on none, and read all. */
    static LocalDevices none() {
        return new LocalDevices(false);
    }

    /** Tell whether a later stamp of a file, found at a path, can prove that its content is the same. */
    boolean canVouch(FileStamp stamp, Path path) {
        return wanted
                && stamp.changed() != FileStamp.UNKNOWN
                && known.computeIfAbsent(stamp.device(), device -> isLocal(path));
    }

    private static boolean isLocal(Path path) {
        try {
            return path.getFileSystem() == FileSystems.getDefault()
                    && LOCAL.contains(Files.getFileStore(path).type().toLowerCase(Locale.ROOT));
        } catch (IOException | RuntimeException e) { // unchecked, from a system that has no name for it
            return false;
        }
    }
}
