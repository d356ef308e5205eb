package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many bytes this process reads from files, as Linux counts them: tells a look into a file from none. */
final class BytesRead {

    private BytesRead() {}

    /** Work that may read. */
    interface Work {
        void run() throws IOException;
    }

    /** Tell how many bytes this process reads meanwhile. */
    static long by(Work work) throws IOException {
        long before = untilNow();
        work.run();
        return untilNow() - before;
    }

    private static long untilNow() throws IOException {
        String first = Files.readAllLines(Path.of("/proc/self/io")).get(0);
        return Long.parseLong(first.substring("rchar: ".length()));
    }
}
