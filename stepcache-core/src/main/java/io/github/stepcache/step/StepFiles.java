package io.github.stepcache.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hidden files that the cache keeps for one step: its manifest and its index, the temporary files from which both
 * are renamed, and its lock. The lock lies beside the manifest directory, because a step may wipe its own directory.
 *
 * <p>An immutable value; it reads no disk.
 *
 * @param directory the manifest directory
 * @param name the step's name
 */
public record StepFiles(Path directory, String name) {

    private static final int LONGEST_FILE_NAME_IN_BYTES = 255;
    private static final Pattern HIDDEN_OF_ANY_STEP =
            Pattern.compile("\\..+\\.manifest\\.json(?:\\.\\d+-[0-9a-f]+\\.tmp)?");
    private static final Pattern INDEX_OF_ANY_STEP = Pattern.compile("\\..+\\.index");
    private static final String STAGING = ".restoring";
    private static final Pattern STAGING_OF_ANY_STEP = Pattern.compile("\\..+\\.restoring\\.\\d{1,18}-[0-9a-f]+\\.tmp");
    private static final Pattern TEMPORARY = Pattern.compile("\\.(\\d{1,18})-[0-9a-f]+\\.tmp");

    /**
     * Name the manifest.
     *
     * @return the file {@code .<step name>.manifest.json}
     * @throws java.nio.file.InvalidPathException if the file system cannot express the step's name
     */
    public Path manifest() {
        return directory.resolve(manifestName());
    }

    /**
     * Name the index that saves reading files again.
     *
     * @return the file {@code .<step name>.index} beside the manifest
     */
    public Path index() {
        return directory.resolve("." + name + ".index");
    }

    /**
     * Name a new temporary file.
     *
     * @return a hidden file beside the manifest that nobody else uses; its name tells the process that uses it
     */
    public Path temporary() {
        return directory.resolve(manifestName() + suffixOfTemporary());
    }

    /**
     * Name a new directory for outputs that are about to be moved to their places.
     *
     * @param outputDir the output directory
     * @return a hidden directory in it that nobody else uses; its name tells the process that uses it
     */
    public Path staging(Path outputDir) {
        return outputDir.resolve(stagingName() + suffixOfTemporary());
    }

    /**
     * Tell which process made a directory for outputs of this step.
     *
     * @param fileName the last name of a path
     * @return the process identifier; empty where {@link #staging} cannot have made that name
     */
    public OptionalLong makerOfStaging(String fileName) {
        return maker(stagingName(), fileName);
    }

    /**
     * Tell whether a name is that of a directory for outputs that are about to be moved to their places, whatever the step.
     *
     * @param fileName the last name of a path
     * @return whether the cache of some step makes it
     */
    public static boolean isStagingOfAnyStep(String fileName) {
        return STAGING_OF_ANY_STEP.matcher(fileName).matches();
    }

    /**
     * Tell which process made a temporary file of this step.
     *
     * @param fileName the last name of a path
     * @return the process identifier; empty where {@link #temporary} cannot have made that name
     */
    public OptionalLong makerOfTemporary(String fileName) {
        return maker(manifestName(), fileName);
    }

    /**
     * Name the lock.
     *
     * @return the file {@code .<directory>.<step name>.lock} beside the manifest directory; a file name that would be
     *     too long, or that this process cannot encode, is replaced by a digest of itself
     */
    public Path lock() {
        @Nullable Path last = directory.getFileName();
        if (last == null) {
            return directory.resolve(".." + name + ".lock"); // a root has nothing beside it
        }
        String lockName = "." + last + "." + name;
        byte[] bytes = lockName.getBytes(UTF_8);
        if (bytes.length + ".lock".length() > LONGEST_FILE_NAME_IN_BYTES || !FileNames.isFaithful(last)) {
            lockName = "." + UUID.nameUUIDFromBytes(bytes);
        }
        return directory.resolveSibling(lockName + ".lock");
    }

    /**
     * Tell whether a file name is that of an index, whatever the step.
     *
     * @param fileName the last name of a path
     * @return whether the cache of some step writes it
     */
    public static boolean isIndexOfAnyStep(String fileName) {
        return INDEX_OF_ANY_STEP.matcher(fileName).matches();
    }

    /**
     * Tell whether a file name is that of a manifest, or of a temporary file of one, whatever the step.
     *
     * @param fileName the last name of a path
     * @return whether the cache of some step writes it
     */
    public static boolean isManifestOfAnyStep(String fileName) {
        return HIDDEN_OF_ANY_STEP.matcher(fileName).matches();
    }

    private static String suffixOfTemporary() {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return "." + ProcessHandle.current().pid() + '-' + random + ".tmp";
    }

    private static OptionalLong maker(String beginning, String fileName) {
        if (!fileName.startsWith(beginning)) {
            return OptionalLong.empty();
        }
        Matcher ending = TEMPORARY.matcher(fileName.substring(beginning.length()));
        return ending.matches() ? OptionalLong.of(Long.parseLong(ending.group(1))) : OptionalLong.empty();
    }

    private String stagingName() {
        return "." + name + STAGING;
    }

    private String manifestName() {
        return "." + name + ".manifest.json";
    }
}
