package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A process that keeps, fetches and cleans up in a store, as others do at the same time; it prints what it saw. */
final class StoreCrowdProgram {

    private static final int KEYS = 12;
    private static final int FILES = 8;
    private static final long TINY = 300_000;

    private final Random random;
    private final Path base;
    private final OutputStore store;
    private final CleanUp cleanUp;
    private int kept;
    private int fetched;
    private int missed;
    private int wrong;

    private StoreCrowdProgram(Path base, long seed) {
        this.random = new Random(seed);
        this.base = base.resolve("process-" + seed);
        Duration noGrace = Duration.ofSeconds(-1);
        this.store = OutputStore.in(base.resolve("store"))
                .maxSize(TINY)
                .grace(noGrace)
                .build();
        this.cleanUp = new CleanUp(
                new LocalStore(base.resolve("store"), new StoreNews(List.of())), TINY, Optional.empty(), noGrace);
    }

    public static void main(String[] arguments) throws IOException {
        StoreCrowdProgram program = new StoreCrowdProgram(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            program.act();
        }
        program.store.close();
        System.out.printf(
                "kept %d fetched %d missed %d wrong %d%n",
                program.kept, program.fetched, program.missed, program.wrong);
    }

    private void act() throws IOException {
        int key = random.nextInt(KEYS);
        Path directory = base.resolve(Integer.toString(random.nextInt()));
        Files.createDirectories(directory);
        switch (random.nextInt(5)) {
            case 0, 1 -> keep(key, directory);
            case 2, 3 -> fetch(key, directory);
            default -> cleanUp.run();
        }
        new StagedOutputs(directory).clear();
        Files.delete(directory);
    }

    private void keep(int key, Path directory) throws IOException {
        for (int file = 0; file < FILES; file++) {
            Files.writeString(directory.resolve("file" + file), text(key, file));
        }
        Optional<OutputStore.NotKept> problem =
                store.keep(StoredRun.of("key " + key, directory), directory, TransferWatch.NONE);
        kept += problem.isEmpty() ? 1 : 0;
    }

    private void fetch(int key, Path directory) throws IOException {
        Optional<OutputStore.Fetched> found =
                store.fetch(StoredRun.key("key " + key), entry -> Optional.empty(), directory, TransferWatch.NONE);
        fetched += found.isPresent() ? 1 : 0;
        missed += found.isPresent() ? 0 : 1;
        for (int file = 0; found.isPresent() && file < FILES; file++) {
            byte[] bytes = Files.readAllBytes(directory.resolve("file" + file));
            wrong += new String(bytes, UTF_8).equals(text(key, file)) ? 0 : 1;
        }
    }

    /** Half of the files of a key are those of all keys. */
    private static String text(int key, int file) {
        return ("file " + file + (file % 2 == 0 ? " of all" : " of " + key) + "\n").repeat(1000);
    }
}
