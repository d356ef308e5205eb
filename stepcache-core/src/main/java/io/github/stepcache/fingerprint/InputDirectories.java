package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The directories in which the inputs of one step are looked for, and the directories and links that lead there: one
 * that is exchanged for another while the step runs, and put back, is a change of the inputs that none of their hashes
 * shows, and so is a file that comes and goes (contract 6.2).
 */
final class InputDirectories {

    /** As many as a system follows. */
    private static final int MOST_LINKS = 64;

    private final Keys keys;
    private final OwnFiles own;
    private final Map<String, TreeEntry> searched = new HashMap<>();
    private final Map<String, List<FileStamp>> onTheWay = new HashMap<>();

    InputDirectories(Keys keys, OwnFiles own) {
        this.keys = keys;
        this.own = own;
    }

    /** Note a directory that is searched for inputs. */
    void add(String key, TreeEntry directory) {
        searched.putIfAbsent(key, directory);
    }

    /**
     * Note all that leads to a path, from the base directory down, or from the root where the path lies elsewhere, and
     * from link to link. Where it leads nowhere, the walk of that path says so.
     */
    void addWayTo(Path path) {
        Path at = start(path);
        Deque<Path> names = names(at, path);
        int links = 0;
        while (!names.isEmpty()) {
            Path name = names.pop();
            @Nullable Path above = at.getParent();
            if (name.toString().equals("..")) {
                at = above == null ? at : above;
                continue;
            }
            Path place = at.resolve(name);
            try {
                FileStamp stamp = FileStamp.of(place, LinkOption.NOFOLLOW_LINKS);
                if (stamp.type() != FileStamp.Type.LINK) {
                    addDirectory(place, stamp);
                    at = place;
                } else if (links++ < MOST_LINKS) {
                    onTheWay.putIfAbsent(keys.of(place) + '/', List.of(stamp));
                    Path target = at.resolve(Files.readSymbolicLink(place));
                    at = target.startsWith(at) ? at : start(target);
                    names(at, target).descendingIterator().forEachRemaining(names::push);
                } else {
                    return;
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Give the directories that were searched. */
    List<SearchedDirectory> searched(LocalDevices devices, long observed) {
        List<SearchedDirectory> directories = new ArrayList<>();
        searched.forEach((key, directory) -> {
            FileStamp stamp = directory.stamps().get(0);
            long[] numbers = new long[FileStamps.EACH];
            FileStamps.note(stamp, numbers, 0);
            long when = devices.canVouch(stamp, directory.path()) ? observed : FileStamps.NEVER;
            directories.add(new SearchedDirectory(
                    key,
                    own.areWrittenInto(directory.realPath()),
                    own.areKeptIn(directory.realPath()),
                    new FileStamps(stamp.device(), when, 0, numbers)));
        });
        return directories;
    }

    /**
     * Give the stamps of all that was noted, by key with a slash behind it. A directory that is searched also changes
     * when a file in it comes or goes. Of a directory that the step itself writes to, none of that says anything, and
     * only a link to it counts.
     */
    Map<String, List<FileStamp>> stamps() {
        Map<String, List<FileStamp>> stamps = new HashMap<>(onTheWay);
        searched.forEach((key, directory) -> {
            List<FileStamp> all = directory.stamps();
            Path place = directory.link() ? RealPath.of(directory.path()) : directory.realPath();
            stamps.put(key + '/', own.areWrittenInto(place) ? all.subList(1, all.size()) : all);
        });
        return stamps;
    }

    private void addDirectory(Path place, FileStamp stamp) {
        if (stamp.type() == FileStamp.Type.DIRECTORY && !own.areWrittenInto(place)) {
            onTheWay.putIfAbsent(keys.of(place) + '/', List.of(stamp.ofPlace()));
        }
    }

    private Path start(Path path) {
        return path.startsWith(keys.base()) ? keys.base() : path.getRoot();
    }

    private static Deque<Path> names(Path from, Path to) {
        Deque<Path> names = new ArrayDeque<>();
        from.relativize(to).forEach(names::add);
        return names;
    }
}
