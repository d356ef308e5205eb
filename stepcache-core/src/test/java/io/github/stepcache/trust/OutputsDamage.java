package io.github.stepcache.trust;

import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.decision.StaleReason.OutputAdded;
import io.github.stepcache.decision.StaleReason.OutputChanged;
import io.github.stepcache.decision.StaleReason.OutputMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What can happen to an output behind the back of the step. */
enum OutputsDamage {
    TRUNCATED,
    EMPTIED,
    FLIPPED,
    EXTENDED,
    DELETED,
    RENAMED,
    SWAPPED,
    BECAME_A_DIRECTORY,
    BECAME_A_LINK_TO_THE_SAME,
    BECAME_A_LINK_TO_ANOTHER,
    BECAME_A_LINK_TO_NOTHING,
    FILE_ADDED,
    DIRECTORY_ADDED,
    DIRECTORY_DELETED,
    DIRECTORY_BECAME_A_LINK,
    GLOB_GAINED_A_MATCH;

    /**
     * The reason that a check has to give.
     *
     * @param type its kind
     * @param key the output that it names
     */
    record Expected(Class<? extends StaleReason> type, String key) {

        boolean isIn(List<StaleReason> reasons) {
            return reasons.stream()
                    .anyMatch(reason -> type.isInstance(reason) && named(reason).equals(key));
        }

        private static String named(StaleReason reason) {
            if (reason instanceof OutputChanged changed) {
                return changed.key();
            }
            if (reason instanceof OutputAdded added) {
                return added.key();
            }
            return reason instanceof OutputMissing missing ? missing.output() : "";
        }
    }

    /** Damage one of the outputs. */
    Expected strike(OutputsTree tree, Path aside, Random random) throws IOException {
        List<String> keys = tree.keys();
        String key = keys.get(random.nextInt(keys.size()));
        String other = keys.get((keys.indexOf(key) + 1 + random.nextInt(keys.size() - 1)) % keys.size());
        Path file = tree.path(key);
        byte[] bytes = Files.readAllBytes(file);
        switch (this) {
            case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            case EMPTIED -> Files.write(file, new byte[0]);
            case FLIPPED -> flip(file, bytes, random);
            case EXTENDED -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
            case DELETED -> Files.delete(file);
            case RENAMED -> Files.move(file, tree.path(key + "2"));
            case SWAPPED -> swap(file, tree.path(other), aside);
            case BECAME_A_DIRECTORY -> {
                Files.delete(file);
                Files.createDirectory(file);
            }
            case BECAME_A_LINK_TO_THE_SAME -> link(file, Files.write(aside, bytes));
            case BECAME_A_LINK_TO_ANOTHER -> link(file, tree.path(other));
            case BECAME_A_LINK_TO_NOTHING -> link(file, Path.of("nowhere"));
            case FILE_ADDED -> Files.write(tree.path("parts/deep/new"), bytes);
            case DIRECTORY_ADDED -> Files.createDirectory(tree.path("parts/empty/new"));
            case DIRECTORY_DELETED -> OutputsTree.remove(tree.path("parts/deep"));
            case DIRECTORY_BECAME_A_LINK -> {
                Files.move(tree.path("parts"), aside);
                Files.createSymbolicLink(tree.path("parts"), aside);
            }
            case GLOB_GAINED_A_MATCH -> Files.write(tree.path("new.log"), bytes);
        }
        return expected(key);
    }

    private Expected expected(String key) {
        return switch (this) {
            case DELETED, RENAMED -> new Expected(OutputMissing.class, key);
            // A required output that leads to nothing is missing; inside of a required directory, it is another link.
            case BECAME_A_LINK_TO_NOTHING ->
                new Expected(key.equals("report.txt") ? OutputMissing.class : OutputChanged.class, key);
            case FILE_ADDED -> new Expected(OutputAdded.class, "parts/deep/new");
            case DIRECTORY_ADDED -> new Expected(OutputAdded.class, "parts/empty/new");
            case DIRECTORY_DELETED -> new Expected(OutputMissing.class, "parts/deep");
            case DIRECTORY_BECAME_A_LINK -> new Expected(OutputChanged.class, "parts");
            case GLOB_GAINED_A_MATCH -> new Expected(OutputAdded.class, "new.log");
            default -> new Expected(OutputChanged.class, key);
        };
    }

    /** One bit, with the size as it was and the time put back. */
    private static void flip(Path file, byte[] bytes, Random random) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
    }

    private static void swap(Path one, Path other, Path aside) throws IOException {
        Files.move(one, aside);
        Files.move(other, one);
        Files.move(aside, other);
    }

    private static void link(Path file, Path target) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, target);
    }
}
