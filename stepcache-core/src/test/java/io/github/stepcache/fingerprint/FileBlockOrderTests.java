package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.CodePointOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that come in any order make one map in the order of its keys. */
class FileBlockOrderTests {

    private static final List<String> DIRECTORIES =
            List.of("", "a/", "a/a/", "a-/", "a0/", "b/\uD83D\uDE00/", "\uFFFD/");

    @Test
    void noBlocksAndEmptyOnesMakeNoEntries() {
        assertThat(FileBlockOrder.of(List.of())).isEmpty();
        assertThat(FileBlockOrder.of(List.of(FileBlock.EMPTY, FileBlock.EMPTY))).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void blocksAreCutWhereOthersComeInBetween(int seed) {
        Random random = new Random(seed);
        Map<String, String> expected = new TreeMap<>(CodePointOrder.INSTANCE);
        List<FileBlock> blocks = new ArrayList<>();
        for (String directory : DIRECTORIES) {
            FileBlockBuilder block = new FileBlockBuilder(directory);
            for (String name : names(random)) {
                byte[] hash = new byte[Sha256.BYTES];
                random.nextBytes(hash);
                block.add(name, hash);
                expected.put(directory + name, Sha256.hex(hash));
                if (random.nextInt(20) == 0) {
                    blocks.add(block.build(FileStamps.NONE));
                    block = new FileBlockBuilder(directory);
                }
            }
            blocks.add(block.build(FileStamps.NONE));
        }
        Collections.shuffle(blocks, random);
        ContentHashes ordered = FileBlockOrder.of(blocks);

        assertThat(List.copyOf(ordered.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
        assertThat(ordered).isEqualTo(ContentHashes.sortedCopy(expected));
        assertThat(expected)
                .allSatisfy((key, hash) -> assertThat(ordered.get(key)).isEqualTo(hash));
    }

    private static Iterable<String> names(Random random) {
        Map<String, Boolean> names = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int count = random.nextInt(200); count > 0; count--) {
            names.put(new String(Character.toChars(' ' + 16 + random.nextInt(80))) + random.nextInt(30), true);
        }
        return names.keySet();
    }
}
