package io.github.stepcache.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** What is done to whole trees before and after the time is taken. */
final class Disk {

    private Disk() {}

    /** Copy a directory to a place where nothing is, as plainly as the system can. */
    static void copy(Path from, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to.getParent());
        program(from, "cp", "-r", from.toString(), to.toString()).run();
    }

    static void delete(Path tree) throws IOException, InterruptedException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            program(tree, "rm", "-rf", tree.toString()).run();
        }
    }

    /** Wait until nothing is left to be written: who comes next would have to wait for what others wrote. */
    static void settle(Path anywhere) throws IOException, InterruptedException {
        program(anywhere, "sync").run();
    }

    /** Ask how many bytes a tree takes on the disk, with its directories. */
    static long used(Path tree) throws IOException, InterruptedException {
        String kilobytes = program(tree, "du", "-sk", tree.toString()).run();
        return Long.parseLong(kilobytes.split("\\s", 2)[0]) << 10;
    }

    static Program program(Path beside, String... command) {
        return Program.in(beside.toAbsolutePath().getRoot(), command);
    }
}
