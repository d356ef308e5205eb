package io.github.stepcache.fingerprint;

import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.FileNames;
import io.github.stepcache.step.Glob;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which entries of a walk a glob selects. A directory that is matched brings all below it; hidden names are not
 * matched. One object serves one walk, which visits directories before what is in them.
 */
final class GlobMatch {

    /** What the glob says of an entry. */
    enum Answer {
        /** It is matched, or lies in a directory that is. */
        SELECTED,
        /** It is not matched, but what is below it may be. */
        LEADS_ON,
        /** Neither. */
        NO
    }

    private final Glob glob;
    private final Set<String> selectedDirectories = new HashSet<>();

    GlobMatch(Glob glob) {
        this.glob = glob;
    }

    Answer of(TreeEntry entry) {
        String key = entry.key();
        boolean mayLead =
                entry.kind() == Kind.DIRECTORY || entry.kind() == Kind.LOOP || entry.kind() == Kind.UNREADABLE;
        if (key.isEmpty()) {
            return mayLead ? Answer.LEADS_ON : Answer.NO;
        }
        String parent = key.substring(0, Math.max(0, key.lastIndexOf('/')));
        boolean inherited = selectedDirectories.contains(parent);
        if (entry.isHidden() && !inherited) {
            return Answer.NO;
        }
        if (entry.problem().equals(FileNames.UNFAITHFUL) && glob.needsFaithfulNames()) {
            return Answer.SELECTED;
        }
        if (inherited || glob.matches(key)) {
            if (entry.kind() == Kind.DIRECTORY) {
                selectedDirectories.add(key);
            }
            return Answer.SELECTED;
        }
        long depth = 1 + key.chars().filter(unit -> unit == '/').count();
        return mayLead && depth < glob.depth() ? Answer.LEADS_ON : Answer.NO;
    }
}
