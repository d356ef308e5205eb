package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The directories on the way to the inputs of one step, and the links among them: one that is exchanged for another
 * while the step runs, and put back, is a change of the inputs that none of their hashes shows (contract 6.2).
 */
final class InputDirectories {

    private final Keys keys;
    private final OwnFiles own;
    private final Map<String, TreeEntry> walked = new HashMap<>();
    private final Map<String, Path> above = new HashMap<>();

    InputDirectories(Keys keys, OwnFiles own) {
        this.keys = keys;
        this.own = own;
    }

    /** Note a directory that was walked. */
    void add(String key, TreeEntry directory) {
        walked.putIfAbsent(key, directory);
    }

    /** Note the directories above a path, up to the base directory, or to the root where the path lies elsewhere. */
    void addAbove(Path path) {
        for (Path up = path.getParent(); up != null; up = up.getParent()) {
            String key = keys.of(up);
            if (key.isEmpty() || above.putIfAbsent(key, up) != null) {
                return;
            }
        }
    }

    /**
     * Stamp the directories on the way to files, by key with a slash behind it. One that was walked also changes when
     * a file in it comes or goes. Of a directory that the step itself writes to, none of that says anything, and only
     * a link to it counts.
     */
    Map<String, List<FileStamp>> stamps(Set<String> files) {
        Map<String, List<FileStamp>> stamps = new HashMap<>();
        for (String file : files) {
            for (String up = parent(file); walked.containsKey(up); up = parent(up)) {
                List<FileStamp> found = ofWalked(Objects.requireNonNull(walked.get(up)));
                if (stamps.put(up + '/', found) != null || up.isEmpty()) {
                    break;
                }
            }
        }
        above.forEach((key, directory) -> stamps.computeIfAbsent(key + '/', unknown -> ofAbove(directory)));
        return stamps;
    }

    private List<FileStamp> ofWalked(TreeEntry directory) {
        List<FileStamp> stamps = directory.stamps();
        Path place = directory.link() ? RealPath.of(directory.path()) : directory.realPath();
        return own.areWrittenInto(place) ? stamps.subList(1, stamps.size()) : stamps;
    }

    private List<FileStamp> ofAbove(Path directory) {
        List<FileStamp> stamps = new ArrayList<>();
        try {
            FileStamp itself = FileStamp.of(directory, LinkOption.NOFOLLOW_LINKS);
            if (itself.type() == FileStamp.Type.LINK) {
                stamps.add(itself);
            }
            if (!own.areWrittenInto(RealPath.of(directory))) {
                stamps.add(FileStamp.of(directory).ofPlace());
            }
        } catch (IOException e) {
            return List.of(); // gone or forbidden: then so is what lies in it, and that is a reason of its own
        }
        return stamps;
    }

    private static String parent(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }
}
