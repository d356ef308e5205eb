package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The reference's {@code hash_file} and {@code hash_directory}: SHA-256 of content and of nothing else. Safe for use by
 * many threads.
 */
public final class FileHashes {

    private static final int BUFFER_SIZE = 1 << 16;

    private FileHashes() {}

    /**
     * Hash the content of a file.
     *
     * @param file a regular file, or a link to one
     * @return SHA-256 in lower-case hex
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path file) throws IOException {
        return Sha256.hex(digestOf(file));
    }

    static byte[] digestOf(Path file) throws IOException {
        MessageDigest digest = Sha256.start();
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    /**
     * Hash each file of a directory and of all directories below it, without hidden files and folders,
     * {@code __pycache__} and {@code *.pyc}.
     *
     * @param directory the directory; where it is not one, the result is empty, as in the reference
     * @return hashes by path relative to the directory, {@code /}-separated, sorted by code point
     * @throws IOException if a file or directory cannot be read, or has a name that could be mixed up with another
     */
    public static SortedMap<String, String> ofDirectory(Path directory) throws IOException {
        return ofDirectory(directory, Set.of());
    }

    /**
     * Hash the files with certain suffixes of a directory and of all directories below it, as
     * {@link #ofDirectory(Path)} does. Linked directories are entered (the reference does not, and misses changes);
     * links to nothing and links that lead back to a directory above them are left out.
     *
     * @param directory the directory; where it is not one, the result is empty, as in the reference
     * @param extensions the suffixes that count, with their dots; empty means all
     * @return hashes by path relative to the directory, {@code /}-separated, sorted by code point
     * @throws IOException if a file or directory cannot be read, or has a name that could be mixed up with another
     */
    public static SortedMap<String, String> ofDirectory(Path directory, Set<String> extensions) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>(CodePointOrder.INSTANCE);
        if (!Files.isDirectory(directory)) {
            return hashes;
        }
        InputFilter filter = new InputFilter(extensions);
        List<TreeEntry> found = new ArrayList<>();
        TreeWalk.walk(directory, entry -> {
            boolean wanted = entry.key().isEmpty() || filter.admits(entry);
            if (wanted && (entry.kind() == Kind.FILE || entry.kind() == Kind.UNREADABLE)) {
                found.add(entry);
            }
            return wanted;
        });
        for (TreeEntry entry : found) {
            if (entry.kind() == Kind.UNREADABLE) {
                throw new IOException("Cannot hash " + Quoted.of(entry.path()) + ": " + entry.problem());
            }
            hashes.put(entry.key(), ofFile(entry.path()));
        }
        return hashes;
    }
}
