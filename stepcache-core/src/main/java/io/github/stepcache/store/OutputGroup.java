package io.github.stepcache.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs of a run that have the same content, which is kept and fetched once.
 *
 * @param content the content
 * @param paths where it is among the outputs, and whether it is executable there
 */
record OutputGroup(Content content, Map<String, Boolean> paths) {

    /** Find the groups in a record, in the order of their first paths. */
    static List<OutputGroup> of(StoreEntry entry) {
        Map<Content, Map<String, Boolean>> groups = new LinkedHashMap<>();
        entry.files()
                .forEach((path, file) -> groups.computeIfAbsent(
                                new Content(file.size(), file.hash()), content -> new LinkedHashMap<>(2))
                        .put(path, file.executable()));
        List<OutputGroup> list = new ArrayList<>(groups.size());
        groups.forEach((content, paths) -> list.add(new OutputGroup(content, paths)));
        return list;
    }

    /** How many bytes all the outputs have. */
    static long size(Collection<OutputGroup> groups) {
        long sum = 0;
        for (OutputGroup group : groups) {
            for (int copy = 0; copy < group.paths().size(); copy++) {
                sum = DiskSpace.sum(sum, group.content().size());
            }
        }
        return sum;
    }

    /** How many bytes the contents have. */
    static long contentSize(Collection<OutputGroup> groups) {
        return groups.stream().mapToLong(group -> group.content().size()).reduce(0, DiskSpace::sum);
    }
}
