package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.fingerprint.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Outputs, a store in a directory, and a place to which they come back. */
final class StoreBench {

    final Path base;
    final Path out;
    final Path directory;
    final List<String> told = new CopyOnWriteArrayList<>();
    private int fetches;

    StoreBench(Path base) throws IOException {
        this.base = base;
        this.out = Files.createDirectories(base.resolve("out"));
        this.directory = base.resolve("store");
    }

    OutputStore.Builder builder() {
        return OutputStore.in(directory).listener(new StoreListener() {
            @Override
            public void failed(String store, String problem) {
                told.add("failed " + store + ": " + problem);
            }

            @Override
            public void damaged(String store, String hash) {
                told.add("damaged " + store + " " + hash);
            }

            @Override
            public void received(String store, long bytes) {
                told.add("received " + store + " " + bytes);
            }

            @Override
            public void sent(String store, long bytes) {
                told.add("sent " + store + " " + bytes);
            }
        });
    }

    /** Write an output. */
    void write(String path, String text) throws IOException {
        Path file = out.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Keep all that is in the output directory. */
    Optional<String> keep(OutputStore store, String key) throws IOException {
        return store.keep(StoredRun.of(key, out), out, TransferWatch.NONE).map(OutputStore.NotKept::why);
    }

    /** Fetch into a new directory. */
    Optional<Path> fetch(OutputStore store, String key) throws IOException {
        fetches++;
        Path back = Files.createDirectory(base.resolve("back" + fetches));
        return store.fetch(StoredRun.key(key), entry -> Optional.empty(), back, TransferWatch.NONE)
                .map(fetched -> back);
    }

    /** Where the store keeps a text. */
    Path blob(String text) {
        return blobByHash(hash(text));
    }

    Path blobByHash(String hash) {
        return directory.resolve("cas").resolve(hash.substring(0, 2)).resolve(hash);
    }

    Path record(String key) {
        String hash = StoredRun.key(key).hash();
        return directory.resolve("ac").resolve(hash.substring(0, 2)).resolve(hash);
    }

    static String hash(String text) {
        return Sha256.of(text.getBytes(UTF_8));
    }

    /** The files in a part of the store, whatever they are. */
    List<Path> files(String area) throws IOException {
        if (!Files.isDirectory(directory.resolve(area))) {
            return List.of();
        }
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory.resolve(area))) {
            all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(files::add);
        }
        return files;
    }
}
