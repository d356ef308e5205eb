package io.github.stepcache.trust;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system in a file, mounted: it can be put back to an earlier state, and mounted again after its power was cut.
 * It is unmounted and deleted when it is closed, or else by the next process that makes one.
 */
final class LoopMount implements AutoCloseable {

    private static final String PREFIX = "stepcache-power-";
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path place;
    private final LoopMountType type;
    private boolean mounted;

    private LoopMount(Path place, LoopMountType type) {
        this.place = place;
        this.type = type;
    }

    /** Make an empty file system, and mount it. */
    static LoopMount make(LoopMountType type) throws IOException {
        Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        removeLeftOvers(parent);
        Path place = Files.createTempDirectory(
                parent, PREFIX + ProcessHandle.current().pid() + '-');
        LoopMount mount = new LoopMount(place.toRealPath(), type);
        try {
            Files.createDirectory(mount.directory());
            run("truncate", "-s", type.size(), mount.image().toString());
            run(Stream.concat(type.make().stream(), Stream.of(mount.image().toString()))
                    .toArray(String[]::new));
            mount.mount();
            return mount;
        } catch (IOException | RuntimeException e) {
            mount.close();
            throw e;
        }
    }

    /** Where it is mounted; absolute, and without links. */
    Path directory() {
        return place.resolve("disk");
    }

    /** A directory beside it, on another file system. */
    Path scratch() {
        return place;
    }

    /** Keep the state in which it is now, with all that was written. */
    void keep() throws IOException {
        unmount();
        run("cp", image().toString(), kept().toString());
        mount();
    }

    /** Put it back to the state that was kept. */
    void restore() throws IOException {
        unmount();
        Files.deleteIfExists(image());
        run("cp", kept().toString(), image().toString());
        mount();
    }

    /** Start anew after its power was cut: what is there now was on the disk, or is recovered from the journal. */
    void restart() throws IOException {
        unmount();
        mount();
    }

    @Override
    public void close() throws IOException {
        unmount();
        delete(place);
    }

    private Path image() {
        return place.resolve("image");
    }

    private Path kept() {
        return place.resolve("image-kept");
    }

    private void mount() throws IOException {
        run("mount", "-o", type.mountOptions(), image().toString(), directory().toString());
        mounted = true;
    }

    private void unmount() throws IOException {
        if (mounted) {
            run("umount", directory().toString());
            mounted = false;
        }
    }

    /** Of processes that are gone. */
    private static void removeLeftOvers(Path parent) throws IOException {
        try (DirectoryStream<Path> places = Files.newDirectoryStream(parent, PREFIX + "*-*")) {
            for (Path place : places) {
                String pid = place.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .replaceFirst("-.*", "");
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    if (Files.readString(Path.of("/proc/mounts")).contains(" " + place.resolve("disk") + " ")) {
                        run("umount", place.resolve("disk").toString());
                    }
                    delete(place);
                }
            }
        }
    }

    private static void delete(Path place) throws IOException {
        for (String name : List.of("image", "image-kept", "disk")) {
            Files.deleteIfExists(place.resolve(name));
        }
        try (Stream<Path> rest = Files.list(place)) {
            for (Path file : rest.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().orTimeout(60, SECONDS).join().exitValue() != 0) {
            throw new IllegalStateException("A file system is made and mounted here, which needs Linux and root; but "
                    + String.join(" ", command) + " failed: " + said.strip());
        }
    }
}
