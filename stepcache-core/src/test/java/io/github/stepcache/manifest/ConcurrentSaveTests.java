package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.SampleManifests.STEP;
import static io.github.stepcache.manifest.SampleManifests.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.step.StepFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks, and whoever saves at the same time: a manifest is complete, or it is not there (3.3). */
@Timeout(120)
class ConcurrentSaveTests {

    @TempDir
    private Path outputDir;

    @Test
    void readersSeeOnlyCompleteManifestsWhileOneIsReplaced() throws Exception {
        Manifest small = SampleManifests.complete();
        Manifest large = SampleManifests.complete(
                IntStream.range(0, 2_000).boxed().collect(Collectors.toMap(n -> "input" + n, n -> "f".repeat(64))));
        file(outputDir).write(small);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> namesSeen = new ConcurrentSkipListSet<>();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        Future<Set<Manifest>> seen = reader.submit(() -> {
            Set<Manifest> manifests = Set.of();
            while (!done.get()) {
                ManifestLookup lookup = file(outputDir).read();
                assertThat(lookup).isInstanceOf(ManifestLookup.Found.class);
                manifests = Stream.concat(manifests.stream(), Stream.of(((ManifestLookup.Found) lookup).manifest()))
                        .collect(Collectors.toSet());
                namesSeen.addAll(names());
            }
            return manifests;
        });
        for (int round = 0; round < 200 && !seen.isDone(); round++) {
            file(outputDir).write(round % 2 == 0 ? large : small);
        }
        done.set(true);
        reader.shutdown();

        assertThat(seen.get()).containsExactlyInAnyOrder(small, large);
        assertThat(names()).containsExactly(".report.manifest.json");
        namesSeen.remove(".report.manifest.json");
        assertThat(namesSeen)
                .as("temporary files: hidden, and telling whose they are")
                .isNotEmpty()
                .allSatisfy(name -> assertThat(new StepFiles(outputDir, STEP).makerOfTemporary(name))
                        .hasValue(ProcessHandle.current().pid()))
                .allSatisfy(name -> assertThat(name).startsWith("."));
    }

    @Test
    void threadsThatSaveAtTheSameTimeAllSucceedAndOneWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Path>> saves = IntStream.range(0, 80)
                .mapToObj(number -> threads.submit(() -> save("thread", number)))
                .toList();
        for (Future<Path> save : saves) {
            assertThat(save.get()).isRegularFile();
        }
        threads.shutdown();

        assertThat(IntStream.range(0, 80).filter(number -> isFresh("thread", number)))
                .hasSize(1);
        assertThat(names()).containsExactly(".report.manifest.json");
    }

    @Test
    void processesThatSaveAtTheSameTimeAllSucceedAndOneWins() throws Exception {
        List<String> command = ChildJvm.command(Saver.class, List.of("-Xshare:auto"), outputDir);
        Process child = ChildJvm.start(command);
        try (var fromChild = child.inputReader()) {
            assertThat(fromChild.readLine()).isEqualTo("saving");
            for (int number = 0; number < Saver.SAVES; number++) {
                save("parent", number);
            }
            assertThat(fromChild.lines()).isEmpty();
        }

        assertThat(child.waitFor()).isZero();
        int last = Saver.SAVES - 1;
        assertThat(isFresh("parent", last) ^ isFresh("child", last)).isTrue();
        assertThat(names()).containsExactly(".report.manifest.json");
    }

    /** Saves over and over in the directory that it is given. */
    static final class Saver {

        static final int SAVES = 100;

        private Saver() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println("saving");
            for (int number = 0; number < SAVES; number++) {
                save(Path.of(arguments[0]), "child", number);
            }
        }
    }

    private Path save(String who, int number) throws IOException {
        return save(outputDir, who, number);
    }

    private static Path save(Path outputDir, String who, int number) throws IOException {
        return StepManifests.save(STEP, outputDir, Map.of(who, String.valueOf(number)), Map.of(), Map.of());
    }

    private boolean isFresh(String who, int number) {
        return StepManifests.isFresh(STEP, outputDir, Map.of(who, String.valueOf(number)), Map.of(), List.of());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(outputDir)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
