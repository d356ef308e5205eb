package io.github.stepcache.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * A store in a directory of this machine: {@code ac/ab/<key>} are records, {@code cas/ab/<hash>} contents, {@code tmp} has what
 * is not complete yet, and {@code bad} what is set aside. Many processes can use it at once, without any lock: each file is
 * renamed into its place when it is complete, and what lies there is either it or was damaged by others.
 *
 * <p>Nothing is forced to disk. After a power cut, a content can be torn, or a record: both are looked at each time that
 * they are used, a content by its hash and a record by its checksum, and then are as good as absent.
 */
final class LocalStore {

    /** What it is called where stores are told apart. */
    static final String NAME = "local";

    private final Path directory;
    private final StoreNews news;
    private final LongAdder written = new LongAdder();

    LocalStore(Path directory, StoreNews news) {
        this.directory = directory;
        this.news = news;
    }

    Path directory() {
        return directory;
    }

    /** How many bytes of contents have been written to it by this process. */
    long written() {
        return written.sum();
    }

    Path records() {
        return directory.resolve("ac");
    }

    Path blobs() {
        return directory.resolve("cas");
    }

    Path temporaries() {
        return directory.resolve("tmp");
    }

    Path damaged() {
        return directory.resolve("bad");
    }

    /** Where a content lies, if it is there. */
    Path blob(String hash) {
        return inFolder(blobs(), hash);
    }

    /**
     * Read the record of a run, and note that it is of use.
     *
     * @param most how many bytes it can have at most
     * @return its bytes; empty if there is none
     */
    Optional<byte[]> record(StoreKey key, int most) throws IOException {
        Path file = inFolder(records(), key.hash());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(most));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Keep a record in the place of any earlier one. */
    void keepRecord(StoreKey key, byte[] bytes) throws IOException {
        Path temporary = temporary();
        try {
            Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Path place = inFolder(records(), key.hash());
            Optional<BasicFileAttributes> found = look(place);
            if (found.isPresent() && found.get().isDirectory()) {
                setAside(place, found.get());
            }
            publish(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Note that a record is of use. */
    void touchRecord(StoreKey key) {
        touch(inFolder(records(), key.hash()));
    }

    /** Tell whether something with the name and the size of a content is there; its bytes are not looked at. */
    boolean has(Content content) throws IOException {
        return isContent(look(blob(content.hash())), content);
    }

    private static boolean isContent(Optional<BasicFileAttributes> found, Content content) {
        return found.isPresent() && found.get().isRegularFile() && found.get().size() == content.size();
    }

    /** Find those of which the content is not there, see {@link #has}; in no particular order. */
    List<OutputGroup> missing(List<OutputGroup> groups) throws IOException {
        List<OutputGroup> missing = Collections.synchronizedList(new ArrayList<>());
        Transfers.each(groups, Transfers.FOR_DISKS, group -> {
            if (!has(group.content())) {
                missing.add(group);
            }
        });
        return missing;
    }

    /** Note that a content is of use; whoever cleans up leaves it alone for a while. */
    void touchContent(String hash) {
        touch(blob(hash));
    }

    /** Note that contents are of use, and tell whether all of them are there: whoever cleans up leaves them alone then. */
    boolean holds(List<OutputGroup> groups) throws IOException {
        Transfers.each(
                groups,
                Transfers.FOR_DISKS,
                group -> touchContent(group.content().hash()));
        return missing(groups).isEmpty();
    }

    /** Writes a new file, and says what it wrote. */
    @FunctionalInterface
    interface Source {
        Content writeTo(Path file) throws IOException;
    }

    /**
     * Keep a content, unless it is already there.
     *
     * @return whether it was what was expected; if not, nothing is kept
     */
    boolean keepContent(Content expected, Source source) throws IOException {
        Path temporary = temporary();
        boolean published = false;
        try {
            boolean right = source.writeTo(temporary).equals(expected);
            published = right && publishContent(expected, temporary);
            return right;
        } finally {
            if (!published) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /** Move a content into its place; the answer says whether that was necessary. */
    private boolean publishContent(Content content, Path file) throws IOException {
        Path blob = blob(content.hash());
        Optional<BasicFileAttributes> found = look(blob);
        if (isContent(found, content)) {
            touch(blob); // somebody else was faster
            return false;
        }
        if (found.isPresent()) {
            setAsideDamaged(content.hash(), found.get());
        }
        publish(file, blob);
        written.add(content.size());
        news.repaired(NAME, content.hash());
        return true;
    }

    /** Look whether what lies in the place of a content is that content, and set it aside if not. */
    void examine(String hash) throws IOException {
        Path blob = blob(hash);
        Optional<BasicFileAttributes> found = look(blob);
        if (found.isPresent() && !(found.get().isRegularFile() && hasHash(blob, hash))) {
            setAsideDamaged(hash, found.get());
        }
    }

    private static boolean hasHash(Path blob, String hash) throws IOException {
        try {
            return BlobCopy.read(blob).hash().equals(hash);
        } catch (AccessDeniedException e) {
            throw e; // others may read it
        } catch (NoSuchFileException e) {
            return true; // set aside by somebody else
        } catch (IOException e) {
            return false;
        }
    }

    /** Set aside what lies in the place of a content, and tell. */
    private void setAsideDamaged(String hash, BasicFileAttributes judged) throws IOException {
        if (setAside(blob(hash), judged)) {
            news.damaged(NAME, hash, "It is set aside, and kept anew when a step leaves it again.");
        }
    }

    /**
     * Put away what lies in a place, unless somebody has exchanged it for what is right since it was judged; the answer says
     * whether it was this call that did.
     */
    private boolean setAside(Path place, BasicFileAttributes judged) throws IOException {
        Optional<BasicFileAttributes> found = look(place);
        if (found.isEmpty() || !isSame(found.get(), judged)) {
            return false;
        }
        try {
            publish(place, damaged().resolve(Objects.requireNonNull(place.getFileName()) + "-" + random()));
            return true;
        } catch (NoSuchFileException e) {
            return false; // somebody else was faster
        }
    }

    private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
        return Objects.equals(one.fileKey(), other.fileKey())
                && one.lastModifiedTime().equals(other.lastModifiedTime());
    }

    /** Name a new temporary file; the directory around it is there. */
    Path temporary() throws IOException {
        if (!Files.isDirectory(temporaries())) {
            boolean own = CacheMarks.mayBeIn(directory);
            createDirectories(temporaries());
            if (own) {
                CacheMarks.write(directory);
            }
        }
        return temporaries().resolve(ProcessHandle.current().pid() + "-" + random());
    }

    private static Path inFolder(Path area, String hash) {
        return area.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private static void publish(Path file, Path place) throws IOException {
        try {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) { // what is missing is, as a rule, the directory
            createDirectories(Objects.requireNonNull(place.getParent()));
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** A link to a directory is one; before Java 20, {@link Files#createDirectories} did not think so. */
    private static void createDirectories(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path);
        }
    }

    private static Optional<BasicFileAttributes> look(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where that is not possible, it may be cleaned up too early. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return;
        }
    }

    private static String random() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
