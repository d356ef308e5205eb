package io.github.stepcache.comparison;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;

/** A tree of files to hash, the same bytes each time it is made. */
enum DataSet {
    /** One file of 2 GiB. */
    D1(1, 2L << 30, ""),
    /** 2,000 files of 1 MiB in 20 folders. */
    D2(2_000, 1 << 20, "00"),
    /** 100,000 files of 4 KiB in 1,111 folders, 1,000 of which hold 100 each. */
    D3(100_000, 4096, "0/0/0"),
    /** Ten files of 10 KiB. */
    D4(10, 10 << 10, ""),
    /** 1,000,000 files of 100 bytes, 100 in each of 10,000 folders. */
    D5(1_000_000, 100, "0/0/00");

    private static final int FILES_IN_A_FOLDER = 100;
    private static final int BLOCK_SIZE = 1 << 20;

    private final int files;
    private final long fileSize;
    /** The shape of the path of a folder: its number has a digit for each zero. */
    private final String folders;

    DataSet(int files, long fileSize, String folders) {
        this.files = files;
        this.fileSize = fileSize;
        this.folders = folders;
    }

    int files(Scale scale) {
        return scale.ofFiles(files);
    }

    long fileSize(Scale scale) {
        return files == 1 ? scale.of(fileSize) : fileSize;
    }

    long bytes(Scale scale) {
        return files(scale) * fileSize(scale);
    }

    /** Make the files below a directory, unless that was done before. */
    void make(Path directory, Scale scale) throws IOException {
        if (Files.exists(directory)) {
            return;
        }
        System.err.printf("Making %s in %s%n", this, directory);
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".unfinished");
        for (int i = 0; i < files(scale); i++) {
            Path file = file(unfinished, i);
            if (i % FILES_IN_A_FOLDER == 0) {
                Files.createDirectories(file.getParent());
            }
            write(file, new SplittableRandom(i), fileSize(scale));
        }
        Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Give one file in a hundred other bytes, each time other files.
     *
     * @param turn how often that was done before, plus one
     */
    void change(Path directory, Scale scale, int turn) throws IOException {
        int changed = Math.max(1, files(scale) / 100);
        for (int i = (turn - 1) * changed; i < turn * changed; i++) {
            write(file(directory, i), new SplittableRandom(-1L - i), fileSize(scale));
        }
    }

    private Path file(Path directory, int number) {
        return directory.resolve(folder(number / FILES_IN_A_FOLDER)).resolve("file_%07d.bin".formatted(number));
    }

    private String folder(int number) {
        StringBuilder path = new StringBuilder(folders);
        int rest = number;
        for (int at = path.length() - 1; at >= 0; at--) {
            if (path.charAt(at) == '0') {
                path.setCharAt(at, (char) ('0' + rest % 10));
                rest /= 10;
            }
        }
        return path.toString();
    }

    private static void write(Path file, SplittableRandom random, long size) throws IOException {
        byte[] block = new byte[(int) Math.min(size, BLOCK_SIZE)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long rest = size; rest > 0; rest -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(rest, block.length));
            }
        }
    }
}
