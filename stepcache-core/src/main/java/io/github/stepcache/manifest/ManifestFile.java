package io.github.stepcache.manifest;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.Problems;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The place of one step's manifest on disk. Reading is total, writing is atomic and durable (contract 3). Safe for use
 * by many threads.
 */
public final class ManifestFile {

    /** To go through as much takes a second; no manifest of a million inputs is half as large. */
    private static final long LARGEST = 1L << 28;

    private static final Set<String> TEMPORARIES_IN_USE = ConcurrentHashMap.newKeySet();

    private final StepFiles files;
    private final Path path;

    /**
     * Name the manifest of a step.
     *
     * @param files the hidden files of the step
     * @throws java.nio.file.InvalidPathException if the file system cannot express the step's name
     */
    public ManifestFile(StepFiles files) {
        this.files = files;
        this.path = files.manifest();
    }

    /**
     * Read the manifest.
     *
     * @return what was found; whatever is there, this is an answer and never an exception
     */
    public ManifestLookup read() {
        return read(ContentHashes.none(), CodeFingerprint.none());
    }

    /**
     * Read the manifest, and hold no other input hashes and no other code than those expected if it has the same. That is
     * much faster than to read them where they are many.
     *
     * @param expected the input hashes that it probably has
     * @param code the code that it probably has
     * @return the same as that of {@link #read()}
     */
    public ManifestLookup read(ContentHashes expected, CodeFingerprint code) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile()) {
                return damaged("it is " + kind(found) + ", and not a file");
            }
            if (found.size() > LARGEST) {
                return damaged(tooLarge(found.size()));
            }
            return new ManifestLookup.Found(path, read(found.size(), expected, code));
        } catch (NoSuchFileException e) {
            return new ManifestLookup.Absent(path);
        } catch (IOException e) {
            return liesBelowAFile()
                    ? new ManifestLookup.Absent(path)
                    : new ManifestLookup.Unreadable(path, Problems.inWords(e), false);
        } catch (RuntimeException e) { // a file system that is not the JDK's own may refuse with any exception
            return new ManifestLookup.Unreadable(path, Quoted.line(e.toString()), false);
        } catch (NotAManifestException e) {
            return damaged(e.problem());
        }
    }

    /**
     * Replace the manifest, atomically and durably, and remove what earlier attempts to do so have left behind.
     *
     * @param manifest the new manifest
     * @throws IOException if it is not safely on the disk
     */
    public void write(Manifest manifest) throws IOException {
        ManifestText text = ManifestWriter.withChecksum(manifest);
        if (!ManifestReader.canParse(text.sizeInMemory())) {
            throw new IOException(ManifestReader.tooLarge(text.sizeInMemory()) + ": give the process more memory");
        }
        if (text.size() > LARGEST) {
            throw new IOException(tooLarge(text.size()) + ": give the step fewer inputs");
        }
        write(text);
    }

    /**
     * See to it that no manifest stands here, by deleting it or else by emptying it in place.
     *
     * @throws IOException if neither is possible
     */
    public void remove() throws IOException {
        try {
            DurableFiles.delete(path);
        } catch (IOException e) {
            if (read() instanceof ManifestLookup.Absent) {
                return; // a read-only file system refuses to delete even what is not there
            }
            try {
                DurableFiles.truncate(path);
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
                throw e;
            }
        }
    }

    /**
     * Tell where the manifest belongs.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    void write(DurableFiles.Content content) throws IOException {
        if (!Files.isDirectory(files.directory())) { // early releases of Java 17 refuse a link to a directory
            Files.createDirectories(files.directory());
        }
        removeLeftOvers();
        Path temporary = files.temporary();
        TEMPORARIES_IN_USE.add(temporary.getFileName().toString());
        try {
            DurableFiles.replace(path, temporary, content);
        } finally {
            TEMPORARIES_IN_USE.remove(temporary.getFileName().toString());
        }
    }

    private Manifest read(long size, ContentHashes expected, CodeFingerprint code)
            throws IOException, NotAManifestException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return new ManifestReader(new OpenManifest(channel, size), size).read(expected, code);
        }
    }

    /** Litter is no reason to fail: what cannot be removed now is removed another time. */
    private void removeLeftOvers() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.directory(), this::isLeftOver)) {
            entries.forEach(ManifestFile::removeIfPossible);
        } catch (Exception ignored) { // also a checked one that Java 17 does not declare, when it closes the directory
            return;
        }
    }

    private static void removeIfPossible(Path leftOver) {
        try {
            Files.deleteIfExists(leftOver);
        } catch (IOException ignored) {
            return;
        }
    }

    private boolean isLeftOver(Path entry) {
        String name = entry.getFileName().toString();
        OptionalLong maker = files.makerOfTemporary(name);
        if (maker.isEmpty() || TEMPORARIES_IN_USE.contains(name)) {
            return false;
        }
        boolean ours = maker.getAsLong() == ProcessHandle.current().pid();
        return ours || ProcessHandle.of(maker.getAsLong()).isEmpty();
    }

    /** Tell whether there can be nothing in this place because what should be its directory, or one above, is a file. */
    private boolean liesBelowAFile() {
        Path above = path.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above)) {
            above = above.getParent();
        }
        return above != null && !Files.isDirectory(above);
    }

    private static String tooLarge(long size) {
        return "it has " + size + " bytes, and no more than " + LARGEST + " are read";
    }

    private ManifestLookup damaged(String problem) {
        return new ManifestLookup.Unreadable(path, Quoted.line(problem), true);
    }

    private static String kind(BasicFileAttributes found) {
        if (found.isSymbolicLink()) {
            return "a symbolic link";
        }
        return found.isDirectory() ? "a directory" : "a special file";
    }
}
