package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a local store, as it was found.
 *
 * @param path where it is
 * @param size how many bytes it had
 * @param modified when it was written or used last
 */
record StoreFile(Path path, long size, FileTime modified) {

    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TEMPORARY = Pattern.compile("\\d+-[0-9a-f]{1,16}");
    private static final Pattern DAMAGED = Pattern.compile("[0-9a-f]{64}-[0-9a-f]{1,16}");
    private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    /**
     * List the records or the contents: what is called like one, and not behind a link.
     *
     * @param closed collects the directories that cannot be listed, and what in them cannot be looked at
     */
    static List<StoreFile> list(Path area, Collection<Path> closed) {
        List<StoreFile> files = new ArrayList<>();
        for (Path folder : children(area, closed)) {
            if (matches(FOLDER, folder)) {
                addAll(folder, NAME, files, closed);
            }
        }
        return files;
    }

    /** List what is called like something that is not complete yet; other files may lie beside it. */
    static List<StoreFile> temporaries(Path directory) {
        return listFlat(directory, TEMPORARY);
    }

    /** List what is called like something that was set aside. */
    static List<StoreFile> damaged(Path directory) {
        return listFlat(directory, DAMAGED);
    }

    private static List<StoreFile> listFlat(Path directory, Pattern name) {
        List<StoreFile> files = new ArrayList<>();
        addAll(directory, name, files, new ArrayList<>());
        return files;
    }

    private static void addAll(Path directory, Pattern name, List<StoreFile> files, Collection<Path> closed) {
        for (Path file : children(directory, closed)) {
            if (matches(name, file)) {
                add(file, files, closed);
            }
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Delete it, unless it has been written or used since; the answer says whether it was this call that did. */
    boolean delete() {
        try {
            return look(path).lastModifiedTime().equals(modified) && Files.deleteIfExists(path);
        } catch (IOException e) { // another process was faster, or may delete here and we may not
            return false;
        }
    }

    /** All that looks like a hash in it; empty if it cannot be read. */
    Optional<List<String>> hashes() {
        List<String> hashes = new ArrayList<>();
        try (InputStream in = Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            Matcher matcher = HASH.matcher(new String(in.readNBytes(EntryText.MAX_BYTES), ISO_8859_1));
            while (matcher.find()) {
                hashes.add(matcher.group());
            }
        } catch (NoSuchFileException e) {
            return Optional.of(List.of());
        } catch (IOException e) { // as a rule, it is somebody else's
            return Optional.empty();
        }
        return Optional.of(hashes);
    }

    private static List<Path> children(Path directory, Collection<Path> closed) {
        List<Path> children = new ArrayList<>();
        try {
            if (look(directory).isDirectory()) {
                try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                    stream.forEach(children::add);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException | DirectoryIteratorException e) {
            closed.add(directory);
        }
        return children;
    }

    private static void add(Path file, List<StoreFile> files, Collection<Path> closed) {
        try {
            BasicFileAttributes found = look(file);
            if (found.isRegularFile()) { // to open a pipe can take for ever
                files.add(new StoreFile(file, found.size(), found.lastModifiedTime()));
            }
        } catch (NoSuchFileException e) {
            return; // it has just gone
        } catch (IOException e) {
            closed.add(file);
        }
    }

    private static boolean matches(Pattern pattern, Path path) {
        return pattern.matcher(path.getFileName().toString()).matches();
    }

    private static BasicFileAttributes look(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
