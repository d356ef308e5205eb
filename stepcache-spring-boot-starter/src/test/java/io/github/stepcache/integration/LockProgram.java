package io.github.stepcache.integration;

import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.lock.SharedLocks.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that wants a lock. */
final class LockProgram {

    static final String HELD = "HELD";

    private static final Duration LONG = Duration.ofMinutes(2);

    private LockProgram() {}

    /** With a file and a number, take the lock that many times, alone; else hold it until standard input ends. */
    public static void main(String[] arguments) throws Exception {
        try (LockPlace place = LockPlace.at(arguments[0])) {
            SharedLocks locks = place.machine();
            if (arguments.length > 2) {
                takeTurns(locks, arguments[1], Path.of(arguments[2]), Integer.parseInt(arguments[3]));
            } else {
                hold(locks, arguments[1]);
            }
        }
    }

    private static void hold(SharedLocks locks, String name) throws Exception {
        try (SharedLock lock = locks.acquire(name, LONG).orElseThrow()) {
            System.out.println(HELD + ' ' + lock.isStillHeld());
            System.in.transferTo(System.out);
        }
    }

    private static void takeTurns(SharedLocks locks, String name, Path file, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            try (SharedLock lock = locks.acquire(name, LONG).orElseThrow()) {
                Files.createFile(file); // fails if anybody else is in here
                if (!lock.isStillHeld()) {
                    throw new IllegalStateException("the lock was lost");
                }
                Files.delete(file);
            }
        }
    }
}
