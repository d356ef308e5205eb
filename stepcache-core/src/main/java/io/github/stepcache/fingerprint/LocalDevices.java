package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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

    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final boolean wanted;
    private final Map<Long, String> known = new ConcurrentHashMap<>();

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
                && canVouch(stamp, known.computeIfAbsent(stamp.device(), device -> type(device, path)));
    }

    /** A directory of an overlay has the times of one layer, and the files of all: those below can be others later. */
    private static boolean canVouch(FileStamp stamp, String type) {
        return LOCAL.contains(type) && !(type.equals("overlay") && stamp.type() == FileStamp.Type.DIRECTORY);
    }

    /** Name the type of file system; none, where there is doubt. */
    private static String type(long device, Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            return "";
        }
        try {
            String type = Files.getFileStore(path).type().toLowerCase(Locale.ROOT);
            return isMountedAs(type, device) ? type : "";
        } catch (IOException | RuntimeException e) { // unchecked, from a system that has no name for it
            return "";
        }
    }

    /** The JDK looks for a mount by the name of its place, where several can lie one over the other. */
    private static boolean isMountedAs(String type, long device) throws IOException {
        if (!Files.exists(MOUNTS)) {
            return true; // only Linux has it
        }
        String number = ' ' + inMounts(device) + ' ';
        return Files.readAllLines(MOUNTS, ISO_8859_1).stream()
                .filter(line -> line.contains(number))
                .allMatch(line -> line.contains(" - " + type + ' '));
    }

    /** Write the number of a device as Linux does, in which its two parts lie in four pieces. */
    private static String inMounts(long device) {
        long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >> 12 & ~0xffL & 0xffff_ffffL);
        return major + ":" + minor;
    }
}
