package io.github.stepcache.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells one start of the machine from another: what was not forced to the disk may be lost in between. */
public final class BootId {

    private static final Optional<String> CURRENT = read();

    private BootId() {}

    /**
     * Name the current start of the machine.
     *
     * @return an identifier that no other start has; empty where the system gives none
     */
    public static Optional<String> current() {
        return CURRENT;
    }

    private static Optional<String> read() {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
        } catch (IOException e) {
            return Optional.empty(); // only Linux has it
        }
    }
}
