package io.github.stepcache.code;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parts of the code that count, with a hash for each name: those that share one also share their hash. */
final class CodeParts {

    private final SortedMap<String, List<String>> hashes = new TreeMap<>();

    void add(String name, String hash) {
        hashes.merge(name, List.of(hash), CodeParts::sorted);
    }

    SortedMap<String, String> hashes() {
        SortedMap<String, String> all = new TreeMap<>();
        hashes.forEach((name, each) -> all.put(name, each.size() == 1 ? each.get(0) : together(each)));
        return all;
    }

    private static List<String> sorted(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).sorted().toList();
    }

    private static String together(List<String> hashes) {
        CodeEncoding together = new CodeEncoding();
        hashes.forEach(together::text);
        return together.hash();
    }
}
