package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.FileNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The fast way through a tree of files and directories: many threads, and each file looked at and opened relative to its
 * open directory.
 *
 * <p>Whatever is not plain is left out, and the tree then says that it is not {@link #isComplete() complete}: a link that
 * leads to anything but a file, a name that could be mixed up with another, what cannot be read, a file system without
 * {@link SecureDirectoryStream}. {@link TreeWalk} knows what to make of those.
 */
final class PlainTree {

    /** Files that one task looks at, unless they are large; few enough to share them out, and for one block. */
    private static final int FILES_AT_ONCE = 64;

    /** Bytes that one task hashes before it lets others have a part of the rest. */
    private static final long BYTES_AT_ONCE = 1 << 22;

    private static final Comparator<Path> BY_NAME = Comparator.comparing(Path::toString, CodePointOrder.INSTANCE);

    private final InputFilter filter;
    private final HashThreads threads;
    private final HashBatch<FileBlock> batch;
    private volatile boolean complete = true;
    private ContentHashes hashes = ContentHashes.none();

    private PlainTree(InputFilter filter, HashThreads threads, HashBatch<FileBlock> batch) {
        this.filter = filter;
        this.threads = threads;
        this.batch = batch;
    }

    /**
     * Hash what is plain of a tree.
     *
     * @param root the directory to begin with
     * @param filter what to take of it
     * @param threads who may help
     */
    static PlainTree read(Path root, InputFilter filter, HashThreads threads) throws IOException {
        try (HashBatch<FileBlock> batch = threads.batch()) {
            PlainTree tree = new PlainTree(filter, threads, batch);
            batch.submit(() -> tree.list(new Place(root, "")));
            tree.hashes = FileBlockOrder.of(batch.join());
            return tree;
        }
    }

    /** Tell whether everything that counts in the tree was plain. */
    boolean isComplete() {
        return complete;
    }

    /** The hashes of what was plain, by path below the root. */
    ContentHashes hashes() {
        return hashes;
    }

    private FileBlock list(Place place) {
        return open(place, directory -> {
            List<Path> names = names(directory);
            int first = Math.min(FILES_AT_ONCE, names.size());
            for (int start = first; start < names.size(); start += FILES_AT_ONCE) {
                submit(place, names.subList(start, Math.min(start + FILES_AT_ONCE, names.size())));
            }
            return hash(place, directory, names.subList(0, first));
        });
    }

    private List<Path> names(DirectoryStream<Path> directory) {
        List<Path> names = new ArrayList<>();
        for (Path child : directory) {
            Path name = child.getFileName();
            if (filter.admits(Kind.DIRECTORY, name.toString())) { // if not, no file of that name counts either
                names.add(name);
            }
        }
        names.sort(BY_NAME);
        for (int next = names.size() - 1; next > 0; next--) {
            if (names.get(next).equals(names.get(next - 1))) { // a directory that changes may be listed so
                names.remove(next);
            }
        }
        return names;
    }

    private void submit(Place place, List<Path> names) {
        batch.submit(() -> open(place, directory -> hash(place, directory, names)));
    }

    private FileBlock open(Place place, Reading reading) {
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(place.path)) {
            if (directory instanceof SecureDirectoryStream<Path> secure) {
                return reading.read(secure);
            }
        } catch (Exception e) { // also a checked one that is not declared, from Java 17 as it closes a directory
            // TreeWalk meets it again, and has words for it.
        }
        complete = false;
        return FileBlock.EMPTY;
    }

    private FileBlock hash(Place place, SecureDirectoryStream<Path> directory, List<Path> names) {
        Part part = new Part(place, directory);
        int end = names.size();
        long bytes = 0;
        for (int next = 0; next < end; next++) {
            if (bytes >= BYTES_AT_ONCE) {
                int half = next + (end - next + 1) / 2;
                submit(place, names.subList(half, end));
                end = half;
                bytes = 0;
            }
            bytes += part.add(names.get(next));
        }
        return part.files.build(FileStamps.NONE);
    }

    /** A directory to be listed; its key is empty or ends with a slash. */
    private record Place(Path path, String key) {}

    /** What to do with an open directory. */
    private interface Reading {
        FileBlock read(SecureDirectoryStream<Path> directory);
    }

    /** Some names of one directory, which one task goes through. */
    private final class Part {

        private final Place place;
        private final SecureDirectoryStream<Path> directory;
        private final FileBlockBuilder files;
        private final ContentReader reader = new ContentReader(threads);

        Part(Place place, SecureDirectoryStream<Path> directory) {
            this.place = place;
            this.directory = directory;
            this.files = new FileBlockBuilder(place.key);
        }

        /** Hash a file, or have a directory entered; the answer is how many bytes were there to hash. */
        long add(Path name) {
            try {
                BasicFileAttributes found = look(name, LinkOption.NOFOLLOW_LINKS);
                boolean link = found.isSymbolicLink();
                if (link) {
                    found = look(name);
                }
                if (!FileNames.isFaithful(name) || (link && !found.isRegularFile())) {
                    complete = false;
                } else if (found.isDirectory()) {
                    Place below = new Place(place.path.resolve(name), place.key + name + "/");
                    batch.submit(() -> list(below));
                } else if (found.isRegularFile() && filter.admits(Kind.FILE, name.toString())) {
                    files.add(
                            name.toString(),
                            link ? reader.hash(place.path.resolve(name)) : reader.hash(directory, name, found.size()));
                    return found.size();
                }
            } catch (IOException e) {
                complete = false;
            }
            return 0;
        }

        private BasicFileAttributes look(Path name, LinkOption... options) throws IOException {
            return directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, options)
                    .readAttributes();
        }
    }
}
