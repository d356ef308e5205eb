package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.FileNames;
import io.github.stepcache.step.Quoted;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree, follows symbolic links to files and directories, and hands each entry to a visitor, each directory
 * before what is in it, and all files in the order of their keys. It ends on every tree: a link to a directory that
 * contains it is reported and not entered, and so are links that lead to the same directories again and again.
 */
final class TreeWalk {

    /** Links multiply: thirty directories, each with two links to the next, are a thousand million paths. */
    private static final int MOST_LINKS_TO_KNOWN_DIRECTORIES = 2_000;

    private static final String TOO_MANY_LINKS = "too many symbolic links lead to the same directories";

    private final Visitor visitor;

    /** What is left to be visited of the directory that is walked, and of those in which it lies. */
    private final Deque<Iterator<Found>> pending = new ArrayDeque<>();

    /** The entries of a directory that were found and not yet visited. */
    private List<Found> siblings = new ArrayList<>();

    private final Set<Path> linkedDirectories = new HashSet<>();
    private int linksToKnownDirectories;

    private TreeWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Is told of what a walk finds. */
    interface Visitor {

        /** Take note of an entry; the answer says whether to enter it, if it is a directory. */
        boolean visit(TreeEntry entry);
    }

    /**
     * Walk a path and all below it.
     *
     * @param root where to begin; visited first, with an empty key, unless nothing is there
     * @param visitor told of each entry
     */
    static void walk(Path root, Visitor visitor) {
        walk(root, RealPath.ofNameItself(root), visitor);
    }

    /**
     * Walk a path and all below it.
     *
     * @param root where to begin; visited first, with an empty key, unless nothing is there
     * @param realRoot its place on disk, links on the way to it followed, but not the path itself where that is a link
     * @param visitor told of each entry
     */
    static void walk(Path root, Path realRoot, Visitor visitor) {
        TreeWalk walk = new TreeWalk(visitor);
        walk.find(root, realRoot, "", null);
        walk.visitSiblings();
        while (!walk.pending.isEmpty()) {
            Iterator<Found> rest = walk.pending.peek();
            if (rest.hasNext()) {
                walk.visit(rest.next());
            } else {
                walk.pending.pop();
            }
        }
    }

    private void visitSiblings() {
        siblings.sort(Found.BY_KEY);
        pending.push(siblings.iterator());
        siblings = new ArrayList<>();
    }

    private void visit(Found found) {
        TreeEntry entry = isOneTooMany(found) ? found.entry().unreadable(TOO_MANY_LINKS) : found.entry();
        boolean enter = visitor.visit(entry);
        if (enter && entry.kind() == Kind.DIRECTORY) {
            if (entry.link() && !linkedDirectories.add(found.place())) {
                linksToKnownDirectories++;
            }
            list(new Directory(entry.path(), found.place(), entry.key(), found.parent()));
            visitSiblings();
        }
    }

    private void list(Directory directory) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.path)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                find(child, directory.realPath.resolve(child.getFileName()), Keys.join(directory.key, name), directory);
            }
        } catch (DirectoryIteratorException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            report(Kind.UNREADABLE, directory.path, directory.realPath, directory.key, Problems.inWords(cause));
        } catch (IOException e) {
            report(Kind.UNREADABLE, directory.path, directory.realPath, directory.key, Problems.inWords(e));
        } catch (Exception e) { // Java 17 closes directories with a checked exception that it does not declare
            report(Kind.UNREADABLE, directory.path, directory.realPath, directory.key, Quoted.line(e.toString()));
        }
    }

    private void find(Path path, Path realPath, String key, @Nullable Directory parent) {
        if (parent != null && !FileNames.isFaithful(path.getFileName())) {
            report(Kind.UNREADABLE, path, realPath, key, FileNames.UNFAITHFUL);
            return;
        }
        try {
            FileStamp stamp = FileStamp.of(path, LinkOption.NOFOLLOW_LINKS);
            if (stamp.type() == FileStamp.Type.LINK) {
                visitLink(stamp, path, realPath, key, parent);
            } else {
                found(new TreeEntry(kind(stamp), false, path, realPath, key, List.of(stamp), ""), realPath, parent);
            }
        } catch (IOException e) {
            if (parent != null || !(e instanceof NoSuchFileException)) {
                report(Kind.UNREADABLE, path, realPath, key, Problems.inWords(e));
            }
        }
    }

    private void visitLink(FileStamp link, Path path, Path realPath, String key, @Nullable Directory parent)
            throws IOException {
        FileStamp target;
        try {
            target = FileStamp.of(path);
        } catch (NoSuchFileException e) {
            link(Kind.DANGLING, path, realPath, key, "it is a symbolic link to nothing");
            return;
        } catch (FileSystemLoopException e) {
            link(Kind.LOOP, path, realPath, key, "it is a symbolic link that leads back to itself");
            return;
        } catch (IOException e) {
            if (leadsToItself(path)) {
                link(Kind.LOOP, path, realPath, key, "it is a symbolic link that leads back to itself");
                return;
            }
            throw e;
        }
        Path targetPath = path.toRealPath();
        if (target.type() == FileStamp.Type.DIRECTORY && parent != null && parent.isWithin(targetPath)) {
            link(Kind.LOOP, path, realPath, key, "it is a symbolic link to a directory that contains it");
        } else {
            List<FileStamp> stamps = List.of(target, link);
            found(new TreeEntry(kind(target), true, path, realPath, key, stamps, ""), targetPath, parent);
        }
    }

    private boolean isOneTooMany(Found found) {
        return found.entry().link()
                && found.entry().kind() == Kind.DIRECTORY
                && linksToKnownDirectories >= MOST_LINKS_TO_KNOWN_DIRECTORIES
                && linkedDirectories.contains(found.place());
    }

    /** The JDK gives ELOOP no exception of its own: follow the links one by one, as far as a system would. */
    private static boolean leadsToItself(Path path) throws IOException {
        Path at = path;
        for (int hops = 0; hops < 64; hops++) {
            if (!Files.isSymbolicLink(at)) {
                return false;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return true;
    }

    private void found(TreeEntry entry, Path place, @Nullable Directory parent) {
        siblings.add(new Found(entry, place, parent));
    }

    private void link(Kind kind, Path path, Path realPath, String key, String problem) {
        TreeEntry entry = new TreeEntry(kind, true, path, realPath, key, List.of(), problem);
        siblings.add(new Found(entry, realPath, null));
    }

    private void report(Kind kind, Path path, Path realPath, String key, String problem) {
        TreeEntry entry = new TreeEntry(kind, false, path, realPath, key, List.of(), problem);
        siblings.add(new Found(entry, realPath, null));
    }

    private static Kind kind(FileStamp stamp) {
        return switch (stamp.type()) {
            case FILE -> Kind.FILE;
            case DIRECTORY -> Kind.DIRECTORY;
            case SPECIAL, LINK -> Kind.SPECIAL;
        };
    }

    /**
     * An entry that is to be visited.
     *
     * @param entry the entry
     * @param place where it is, with its links followed
     * @param parent the directory in which it was found
     */
    private record Found(
            TreeEntry entry, Path place, @Nullable Directory parent) {

        static final Comparator<Found> BY_KEY = Comparator.comparing(Found::order, CodePointOrder.INSTANCE);

        /** The keys of what is in a directory have a slash behind its name. */
        private String order() {
            return entry.kind() == Kind.DIRECTORY ? entry.key() + '/' : entry.key();
        }
    }

    /** A directory to be listed, with the way that led to it. */
    private record Directory(
            Path path, Path realPath, String key, @Nullable Directory parent) {

        /** Tell whether this directory, or one on the way to it, lies in the given one. */
        boolean isWithin(Path other) {
            return realPath.startsWith(other) || (parent != null && parent.isWithin(other));
        }
    }
}
