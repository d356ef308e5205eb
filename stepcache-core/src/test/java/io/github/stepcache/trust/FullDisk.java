package io.github.stepcache.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A real file system in memory, of 512 KiB and 160 files, that can be filled up or made read-only; needs root. */
final class FullDisk implements AutoCloseable {

    private final Path mount;
    private boolean readOnly;

    private FullDisk(Path mount) {
        this.mount = mount;
    }

    static FullDisk mount(Path directory) throws IOException {
        Files.createDirectory(directory);
        command("mount", "-t", "tmpfs", "-o", "size=512k,nr_inodes=160", "stepcache", directory.toString());
        return new FullDisk(directory);
    }

    Path base() {
        return mount.resolve("base");
    }

    /** The ways in which it can refuse to take more. */
    enum Trouble {
        NO_SPACE,
        NO_FILES,
        READ_ONLY
    }

    void make(Trouble trouble) throws IOException {
        switch (trouble) {
            case NO_SPACE -> useUpSpace();
            case NO_FILES -> useUpFiles();
            case READ_ONLY -> makeReadOnly();
        }
    }

    private void useUpSpace() {
        try (OutputStream out =
                Files.newOutputStream(mount.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException e) {
            return; // it is full
        }
    }

    private void useUpFiles() {
        try {
            while (true) {
                Files.createTempFile(mount, "filler", null);
            }
        } catch (IOException e) {
            return; // it is full
        }
    }

    /** Make the output directory read-only, and not all: the lock is open for writing, which would stand against it. */
    private void makeReadOnly() throws IOException {
        String directory = Files.createDirectories(base().resolve("out")).toString();
        if (readOnly) {
            return;
        }
        command("mount", "--bind", directory, directory);
        readOnly = true;
        command("mount", "-o", "remount,bind,ro", directory);
    }

    /** Let the output directory be written to again. */
    void heal() throws IOException {
        if (readOnly) {
            command("umount", base().resolve("out").toString());
            readOnly = false;
        }
    }

    /** Unmount it, which fails if a file is still open. */
    @Override
    public void close() throws IOException {
        heal();
        command("umount", mount.toString());
    }

    private static void command(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(
                    "The tests tagged \"trust\" need Linux and root, but " + List.of(words) + " says: " + said);
        }
    }
}
