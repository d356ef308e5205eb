package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.fingerprint.TreeEntry.Kind;
import io.github.stepcache.step.CodePointOrder;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way through a tree finds what the plain way finds, or says that it did not. */
class PlainTreeTests {

    private static final InputFilter ALL = new InputFilter(Set.of());
    private static final HashThreads THREADS = new HashThreads(3);

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    static Stream<Integer> seeds() {
        return IntStream.range(0, 60).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fastAndPlainWayAgreeOnRandomTrees(int seed) throws IOException {
        Random random = new Random(seed);
        RandomTree tree = new RandomTree(project, random, seed % 3 != 0).grow(1 + random.nextInt(200));
        Set<String> extensions = random.nextBoolean() ? Set.of() : Set.of(".csv", ".d");
        InputFilter filter = new InputFilter(extensions);
        Map<String, String> plain = plain(project.path(""), filter);
        PlainTree fast = PlainTree.read(project.path(""), filter, THREADS);

        if (fast.isComplete()) {
            assertInOrder(fast.hashes(), plain);
        } else {
            assertThat(tree.isPlain()).isFalse();
            assertThat(plain).containsAllEntriesOf(fast.hashes());
        }
        assertInOrder(FileHashes.ofDirectory(project.path(""), extensions), plain);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 128, 129, 1_000})
    void directoryOfAnySizeIsReadInParts(int files) throws IOException {
        for (int file = 0; file < files; file++) {
            project.write("many/f" + file, "content " + file);
        }
        project.directory("many/f1d");
        PlainTree fast = PlainTree.read(project.path(""), ALL, THREADS);

        assertThat(fast.isComplete()).isTrue();
        assertInOrder(fast.hashes(), plain(project.path(""), ALL));
        assertThat(fast.hashes()).hasSize(files);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void largeFilesAreSharedOut(int threads) throws IOException {
        for (int file = 0; file < 20; file++) {
            project.write("large" + file, ("" + file).repeat((1 << 20) + 10 * file));
        }

        assertInOrder(
                PlainTree.read(project.path(""), ALL, new HashThreads(threads)).hashes(), plain(project.path(""), ALL));
    }

    @Test
    void filesComeBetweenTheDirectoriesBesideThem() throws IOException {
        project.files("a/x", "a/y/z", "a-b", "a.c", "a0", "b/a", "b/b/a", "b/c", "\uFFFD/a", "\uD83D\uDE00", "z\n");
        PlainTree fast = PlainTree.read(project.path(""), ALL, THREADS);

        assertThat(fast.isComplete()).isTrue();
        assertThat(fast.hashes().keySet())
                .containsExactly(
                        "a-b", "a.c", "a/x", "a/y/z", "a0", "b/a", "b/b/a", "b/c", "z\n", "\uFFFD/a", "\uD83D\uDE00");
    }

    @Test
    void linkToAFileIsPlainAndAnyOtherIsNot() throws IOException {
        project.files("a", "elsewhere/b");
        project.link("to-a", "a");

        assertThat(read().isComplete()).isTrue();
        assertThat(read().hashes()).containsOnlyKeys("a", "elsewhere/b", "to-a");
        for (String target : List.of("elsewhere", ".", "nothing", "other", "/dev/null")) {
            Path link = project.link("other", target);
            assertThat(read().isComplete()).as(target).isFalse();
            assertThat(read().hashes()).as(target).containsOnlyKeys("a", "elsewhere/b", "to-a");
            Files.delete(link);
        }
    }

    @Test
    void pipeIsNeverOpened() throws IOException {
        project.files("a");
        project.shell("mkfifo pipe");

        assertThat(read().isComplete()).isTrue();
        assertThat(read().hashes()).containsOnlyKeys("a");
    }

    @Test
    void nameThatIsNoTextIsNotPlain() throws IOException {
        project.files("a");
        project.shell("printf x > \"$(printf 'b\\377')\"");

        assertThat(read().isComplete()).isFalse();
        assertThat(read().hashes()).containsOnlyKeys("a");
    }

    @Test
    void whatIsLeftOutIsNotLookedAt() throws IOException {
        project.files("a", ".hidden/b", "__pycache__/c", "d.pyc");
        project.link(".loop", ".");
        project.shell("touch \".$(printf '\\377')\"");

        assertThat(read().isComplete()).isTrue();
        assertThat(read().hashes()).containsOnlyKeys("a");
    }

    @Test
    void whatIsNoDirectoryOrGoneIsNotPlain() throws IOException {
        project.files("file");

        assertThat(PlainTree.read(project.path("file"), ALL, THREADS).isComplete())
                .isFalse();
        assertThat(PlainTree.read(project.path("gone"), ALL, THREADS).isComplete())
                .isFalse();
    }

    @Test
    void memoryIsReadAsDisksAre() throws IOException {
        for (Configuration system : List.of(Configuration.unix(), Configuration.windows(), Configuration.osX())) {
            try (FileSystem memory = Jimfs.newFileSystem(system)) {
                Project inMemory = new Project(memory.getPath("work").toAbsolutePath());
                new RandomTree(inMemory, new Random(1), true).grow(200);

                assertInOrder(FileHashes.ofDirectory(inMemory.path("")), plain(inMemory.path(""), ALL));
            }
        }
    }

    @Test
    void unreadableFileIsAnErrorThatNamesIt() throws IOException {
        project.files("a", "b");
        project.shell("touch \"$(printf 'c\\377')\"");

        assertThat(catchThrowable(() -> FileHashes.ofDirectory(project.path(""))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot hash");
    }

    private PlainTree read() throws IOException {
        return PlainTree.read(project.path(""), ALL, THREADS);
    }

    private static void assertInOrder(SortedMap<String, String> hashes, Map<String, String> plain) {
        assertThat(List.copyOf(hashes.entrySet())).isEqualTo(List.copyOf(plain.entrySet()));
    }

    /** One thread, one file after the other, each read whole. */
    private static Map<String, String> plain(Path root, InputFilter filter) throws IOException {
        List<TreeEntry> files = new ArrayList<>();
        TreeWalk.walk(root, entry -> {
            boolean wanted = entry.key().isEmpty() || filter.admits(entry);
            if (wanted && entry.kind() == Kind.FILE) {
                files.add(entry);
            }
            return wanted;
        });
        Map<String, String> hashes = new TreeMap<>(CodePointOrder.INSTANCE);
        for (TreeEntry file : files) {
            hashes.put(file.key(), Sha256.of(Files.readAllBytes(file.path())));
        }
        return hashes;
    }
}
