package io.github.stepcache.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells which files were changed on the disk after the application was loaded from them. What runs is then not what is there, and
 * what is there must not be recorded for what ran.
 */
final class DiskChanges {

    private final Instant loadedSince;
    private final Set<Path> archives = new TreeSet<>();
    private final Set<Path> asked = new TreeSet<>();

    DiskChanges(Instant loadedSince) {
        this.loadedSince = loadedSince;
    }

    /** Remember a jar from which classes of the application are read, now or later. */
    synchronized void watch(Path archive) {
        archives.add(archive);
    }

    /** Tell which of the jars may not be what runs. */
    synchronized Set<String> archiveProblems() {
        Set<String> problems = new TreeSet<>();
        archives.forEach(archive -> problemOf(archive).ifPresent(problems::add));
        return problems;
    }

    /** Tell why a file or folder that has just been read may not be what runs; it is remembered, for a later look at all. */
    synchronized Optional<String> problem(Path file) {
        asked.add(file);
        return problemOf(file);
    }

    /** Look again at all that was read or is watched. */
    Optional<String> problemOfAny() {
        return all().stream().flatMap(file -> problemOf(file).stream()).findFirst();
    }

    private synchronized Set<Path> all() {
        Set<Path> all = new TreeSet<>(archives);
        all.addAll(asked);
        return all;
    }

    private Optional<String> problemOf(Path file) {
        if (loadedSince.equals(Instant.MAX)) {
            return Optional.empty();
        }
        try {
            return isChanged(lastChange(file))
                    ? Optional.of(quoted(file) + " changed on the disk after the application started; restart it")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(quoted(file) + " is gone, or cannot be asked when it changed (" + e + ")");
        }
    }

    /** Whole seconds come from file systems that know no more, and stand for any moment within them. */
    private boolean isChanged(Instant change) {
        boolean coarse = change.equals(change.truncatedTo(ChronoUnit.SECONDS));
        return !change.isBefore(coarse ? loadedSince.truncatedTo(ChronoUnit.SECONDS) : loadedSince);
    }

    /** Nobody but the system sets the change time; where there is none, the modification time has to do. */
    private static Instant lastChange(Path file) throws IOException {
        boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        Object time = unix ? Files.getAttribute(file, "unix:ctime") : Files.getLastModifiedTime(file);
        return ((FileTime) time).toInstant();
    }

    private static String quoted(Path file) {
        return "\"" + file + "\"";
    }
}
