package io.github.stepcache.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.CodePointOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact map is the same map as a tree of strings, whatever the keys. */
class ContentHashesTests {

    private static final String[] NAMES = {"a", "a.b", "a-b", "b", "é", "\uFFFD", "😀", "x y", "\"", "\n", "0"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void compactMapEqualsTheTree(long seed) {
        Random random = new Random(seed);
        SortedMap<String, String> tree = randomTree(random, random.nextInt(2_000));

        ContentHashes compact = ContentHashes.copyOf(tree).orElseThrow();

        assertThat(compact).isEqualTo(tree).hasSameHashCodeAs(tree).hasSize(tree.size());
        assertThat(new ArrayList<>(compact.entrySet())).isEqualTo(new ArrayList<>(tree.entrySet()));
        assertThat(tree.keySet()).allSatisfy(key -> assertThat(compact.get(key)).isEqualTo(tree.get(key)));
        assertThat(List.of("", "a/", "zzz", "a/a.b/0/0/0/0"))
                .allSatisfy(key -> assertThat(compact.containsKey(key)).isEqualTo(tree.containsKey(key)));
        assertThat(ContentHashes.copyOf(new TreeMap<>(tree))).contains(compact);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void oneDifferenceIsSeen(long seed) {
        Random random = new Random(seed);
        SortedMap<String, String> tree = randomTree(random, 1_000);
        ContentHashes before = ContentHashes.copyOf(tree).orElseThrow();
        String key = new ArrayList<>(tree.keySet()).get(random.nextInt(tree.size()));

        SortedMap<String, String> other = new TreeMap<>(tree);
        other.put(key, hash(random));
        SortedMap<String, String> fewer = new TreeMap<>(tree);
        fewer.remove(key);
        SortedMap<String, String> renamed = new TreeMap<>(fewer);
        renamed.put(key + "x", tree.getOrDefault(key, ""));

        assertThat(List.of(other, fewer, renamed))
                .allSatisfy(map -> assertThat(ContentHashes.copyOf(map))
                        .hasValueSatisfying(changed -> assertThat(changed).isNotEqualTo(before)));
    }

    @Test
    void whatIsKnownAlreadyTakesNoMoreMemory() {
        SortedMap<String, String> tree = randomTree(new Random(11), 3_000);
        ContentHashes known = ContentHashes.copyOf(tree).orElseThrow();
        SortedMap<String, String> changed = new TreeMap<>(tree);
        changed.put(known.lastKey(), hash(new Random(12)));
        ContentHashesBuilder same = new ContentHashesBuilder(known);
        tree.forEach((key, hash) -> assertThat(same.add(key, hash)).isTrue());
        ContentHashesBuilder other = new ContentHashesBuilder(known);
        ContentHashes.copyOf(changed)
                .orElseThrow()
                .forEach((key, hash) -> assertThat(other.add(key, hash)).isTrue());

        assertThat(same.build()).isEqualTo(known);
        assertThat(same.bytes()).isZero();
        assertThat(other.build()).isEqualTo(changed).isNotEqualTo(known);
        assertThat(other.bytes()).isBetween(1L, 20_000L);
    }

    @Test
    void partsAreThoseOfTheTree() {
        SortedMap<String, String> tree = randomTree(new Random(9), 100);
        ContentHashes compact = ContentHashes.copyOf(tree).orElseThrow();

        assertThat(compact.firstKey()).isEqualTo(tree.firstKey());
        assertThat(compact.lastKey()).isEqualTo(tree.lastKey());
        assertThat(compact.headMap("b")).isEqualTo(tree.headMap("b"));
        assertThat(compact.tailMap("b")).isEqualTo(tree.tailMap("b"));
        assertThat(compact.subMap("a", "b")).isEqualTo(tree.subMap("a", "b"));
    }

    @Test
    void whatIsNoHashOrNoTextIsRefused() {
        String hash = hash(new Random(1));

        assertThat(ContentHashes.copyOf(Map.of("a", "abc"))).isEmpty();
        assertThat(ContentHashes.copyOf(Map.of("a", hash.replace(hash.charAt(0), 'A'))))
                .isEmpty();
        for (String half : List.of("a\uD800", "\uDC00", "a\uDC00\uD800b", "😀\uD83D", "\uD83Da")) {
            assertThat(ContentHashes.copyOf(Map.of(half, hash))).isEmpty();
        }
        for (String digit : List.of("g", "/", ":", "`", " ", "\u0130", "\uFF11")) {
            assertThat(ContentHashes.copyOf(Map.of("a", digit + hash.substring(1))))
                    .isEmpty();
            assertThat(ContentHashes.copyOf(Map.of("a", hash.substring(1) + digit)))
                    .isEmpty();
        }
        assertThat(ContentHashes.sortedCopy(Map.of("b", "1", "a", "2")))
                .containsExactly(Map.entry("a", "2"), Map.entry("b", "1"));
    }

    @Test
    void cursorWritesTheBytesOfEachEntry() {
        SortedMap<String, String> tree = randomTree(new Random(3), 700);
        ContentHashesCursor cursor = ContentHashes.copyOf(tree).orElseThrow().cursor();

        SortedMap<String, String> written = new TreeMap<>(CodePointOrder.INSTANCE);
        byte[] line = new byte[4_096];
        while (cursor.next()) {
            int end = cursor.writeKey(line, 0);
            assertThat(cursor.keyLength()).isEqualTo(end);
            written.put(new String(line, 0, end, UTF_8), new String(line, 0, cursor.writeHash(line, 0), UTF_8));
        }

        assertThat(written).isEqualTo(tree);
    }

    private static SortedMap<String, String> randomTree(Random random, int size) {
        SortedMap<String, String> tree = new TreeMap<>(CodePointOrder.INSTANCE);
        while (tree.size() < size) {
            StringBuilder key = new StringBuilder(random.nextInt(50) == 0 ? "/" : "");
            for (int depth = random.nextInt(5); depth >= 0; depth--) {
                key.append(NAMES[random.nextInt(NAMES.length)])
                        .append(random.nextInt(4))
                        .append(depth > 0 ? "/" : "");
            }
            tree.put(key.toString(), hash(random));
        }
        return tree;
    }

    private static String hash(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Sha256.hex(bytes);
    }
}
