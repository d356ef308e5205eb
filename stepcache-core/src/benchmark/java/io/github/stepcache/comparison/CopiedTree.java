package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.Measurement;
import io.github.stepcache.fingerprint.FileHashes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The least that it takes to keep a tree or to bring it back: {@code cp}, which verifies nothing and finds nothing again. */
final class CopiedTree {

    private final Path source;
    private final Path copy;
    private final Aside aside;

    CopiedTree(Path source, Path copy, Aside aside) {
        this.source = source;
        this.copy = copy;
        this.aside = aside;
    }

    /** Clones files where the file system can. */
    Rival plainly() {
        return copying("-r");
    }

    Rival withoutClones() {
        return copying("-r", "--reflink=never");
    }

    private Rival copying(String... options) {
        List<String> command = new ArrayList<>(List.of("cp"));
        command.addAll(List.of(options));
        String name = String.join(" ", command);
        command.addAll(List.of(source.toString(), copy.toString()));
        Program cp = Disk.program(source, command.toArray(String[]::new));
        return Rival.of(name, () -> {
            Yardsticks.require("cp");
            once(cp);
            double seconds = once(cp);
            String result = Summary.of(FileHashes.ofDirectory(copy));
            aside.take(copy);
            return new Measurement(seconds, result);
        });
    }

    private double once(Program cp) throws IOException, InterruptedException {
        aside.take(copy);
        Disk.settle(source);
        return cp.once();
    }
}
