package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.7: files that come, go and change while they are read give a true answer or a problem, no exception. */
@Timeout(120)
class ChangingInputTests {

    private static final Set<String> CONTENTS = Set.of(sha256("one"), sha256("two"));

    private final ExecutorService vandal = Executors.newSingleThreadExecutor();

    @TempDir
    private Path temp;

    @AfterEach
    void stopVandal() {
        vandal.shutdownNow();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void treeUnderAttackIsReadWithoutAnException(long seed) {
        Project project = new Project(temp).in("base");
        project.write("data/stable", "one");
        project.write("data/d0/stable", "two");
        CompletableFuture<Void> attack =
                CompletableFuture.runAsync(() -> attack(project, new Random(seed), 2_000), vandal);

        List<Fingerprint> readings = new ArrayList<>();
        while (!attack.isDone()) {
            readings.add(project.read("data", "data/d0/*", "data/**/f1", "data/f0"));
        }

        assertThat(attack).as("seed %d", seed).isCompleted();
        assertThat(readings).as("seed %d", seed).isNotEmpty().allSatisfy(read -> {
            assertThat(read.hashes()).containsKeys("data/stable", "data/d0/stable");
            assertThat(read.hashes().values()).allMatch(CONTENTS::contains);
            assertThat(read.problems()).allMatch(ChangingInputTests::isWorded);
        });
    }

    private static boolean isWorded(InputProblem problem) {
        return !(problem instanceof InputProblem.Unreadable unreadable)
                || (!unreadable.key().isEmpty() && !unreadable.problem().isEmpty());
    }

    /** Put things in place and take them away, at random; each place is a file, a directory or a link in turn. */
    private static void attack(Project project, Random random, int times) {
        for (int i = 0; i < times; i++) {
            Path folder = project.path(random.nextBoolean() ? "data" : "data/d0");
            Path place = folder.resolve("f" + random.nextInt(3));
            try {
                remove(place);
                switch (random.nextInt(6)) {
                    case 0 -> Files.createSymbolicLink(place, Path.of("nowhere"));
                    case 1 -> Files.createSymbolicLink(place, Path.of("stable"));
                    case 2 -> Files.createSymbolicLink(place, Path.of("."));
                    case 3 -> Files.createFile(Files.createDirectory(place).resolve(".hidden"));
                    case 4 -> move(project, "one", Files.createDirectory(place).resolve("f1"));
                    default -> move(project, random.nextBoolean() ? "one" : "two", place);
                }
            } catch (IOException e) {
                throw new IllegalStateException("Only one thread writes here", e);
            }
        }
    }

    /** Let a file appear with all its content at once. */
    private static void move(Project project, String content, Path place) throws IOException {
        Files.move(project.write("work", content), place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path place) throws IOException {
        if (Files.isDirectory(place) && !Files.isSymbolicLink(place)) {
            for (String name : List.of(".hidden", "f1")) {
                Files.deleteIfExists(place.resolve(name));
            }
        }
        Files.deleteIfExists(place);
    }
}
