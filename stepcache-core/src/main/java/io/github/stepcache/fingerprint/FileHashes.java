package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference's {@code hash_file} and {@code hash_directory}: SHA-256 of content and of nothing else. Safe for use by
 * many threads.
 */
public final class FileHashes {

    private static final int FILES_AT_ONCE = 64;

    private FileHashes() {}

    /**
     * Hash the content of a file.
     *
     * @param file a regular file, or a link to one
     * @return SHA-256 in lower-case hex
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path file) throws IOException {
        return Sha256.hex(new ContentReader(HashThreads.ofAllProcessors()).hash(file));
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
        if (!Files.isDirectory(directory)) {
            return ContentHashes.none();
        }
        InputFilter filter = new InputFilter(extensions);
        HashThreads threads = HashThreads.ofAllProcessors();
        PlainTree tree = PlainTree.read(directory, filter, threads);
        return tree.isComplete() ? tree.hashes() : completed(tree.hashes(), find(directory, filter), threads);
    }

    /** Hash what is still missing of what was found. */
    private static SortedMap<String, String> completed(ContentHashes known, List<TreeEntry> found, HashThreads threads)
            throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>(CodePointOrder.INSTANCE);
        List<TreeEntry> missing = new ArrayList<>();
        for (TreeEntry entry : found) {
            @Nullable String hash = entry.link() ? null : known.get(entry.key());
            if (hash == null) {
                missing.add(entry);
            } else {
                hashes.put(entry.key(), hash);
            }
        }
        try (HashBatch<List<String>> batch = threads.batch()) {
            for (int start = 0; start < missing.size(); start += FILES_AT_ONCE) {
                List<TreeEntry> part = missing.subList(start, Math.min(start + FILES_AT_ONCE, missing.size()));
                batch.submit(() -> hash(part, threads));
            }
            Iterator<TreeEntry> hashed = missing.iterator();
            for (List<String> part : batch.join()) {
                part.forEach(hash -> hashes.put(hashed.next().key(), hash));
            }
        }
        return ContentHashes.sortedCopy(hashes);
    }

    private static List<String> hash(List<TreeEntry> files, HashThreads threads) throws IOException {
        ContentReader reader = new ContentReader(threads);
        List<String> hashes = new ArrayList<>(files.size());
        for (TreeEntry file : files) {
            hashes.add(Sha256.hex(reader.hash(file.path())));
        }
        return hashes;
    }

    private static List<TreeEntry> find(Path directory, InputFilter filter) throws IOException {
        List<TreeEntry> files = new ArrayList<>();
        List<TreeEntry> unreadable = new ArrayList<>();
        TreeWalk.walk(directory, entry -> {
            boolean wanted = entry.key().isEmpty() || filter.admits(entry);
            if (wanted && entry.kind() == Kind.FILE) {
                files.add(entry);
            } else if (wanted && entry.kind() == Kind.UNREADABLE) {
                unreadable.add(entry);
            }
            return wanted;
        });
        for (TreeEntry entry : unreadable) {
            throw new IOException("Cannot hash " + Quoted.of(entry.path()) + ": " + entry.problem());
        }
        return files;
    }
}
