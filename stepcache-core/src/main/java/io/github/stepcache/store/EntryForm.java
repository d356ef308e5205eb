package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What every entry is like, be it written or read: within limits, and with paths that can stand beside each other. */
final class EntryForm {

    /** How long a recorded value is at most, and the name of its type, in characters. */
    static final int LONGEST_TEXT = EntryText.MAX_BYTES / 4;

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /** Longer ones are no number of nanoseconds, which somebody may ask for. */
    private static final Duration LONGEST_DURATION = Duration.ofNanos(Long.MAX_VALUE);

    private EntryForm() {}

    /**
     * Check an entry.
     *
     * @throws NotAnEntryException if something is wrong with it
     */
    static void check(StoreEntry entry) throws NotAnEntryException {
        checkStepName(entry.stepName());
        checkTimes(entry);
        checkResult(entry.result());
        int outputs = entry.files().size() + entry.directories().size();
        if (outputs == 0) {
            throw new NotAnEntryException("it has no outputs");
        }
        checkCount(outputs);
        for (var file : entry.files().entrySet()) {
            checkPath(file.getKey());
            checkFile(file.getKey(), file.getValue());
        }
        for (String directory : entry.directories()) {
            checkPath(directory);
        }
        checkSizes(entry.files().values());
        checkNoFileIsADirectory(entry);
        checkCount(countParents(entry.files().keySet()));
        checkCount(countParents(entry.directories()));
    }

    /** Refuse more files and directories than any entry may have. */
    static void checkCount(int outputs) throws NotAnEntryException {
        if (outputs > EntryText.MAX_ENTRIES) {
            throw new NotAnEntryException(
                    "it has more than " + EntryText.MAX_ENTRIES + " files and directories, and no more are kept");
        }
    }

    private static void checkStepName(String name) throws NotAnEntryException {
        try {
            StepName.check(name);
        } catch (IllegalArgumentException e) {
            throw new NotAnEntryException("it is of no step: " + e.getMessage());
        }
    }

    private static void checkTimes(StoreEntry entry) throws NotAnEntryException {
        if (entry.completedAt().isBefore(EARLIEST) || entry.completedAt().isAfter(LATEST)) {
            throw new NotAnEntryException("its time is out of range");
        }
        Optional<Duration> duration = entry.duration();
        if (duration.isPresent()
                && (duration.get().isNegative() || duration.get().compareTo(LONGEST_DURATION) > 0)) {
            throw new NotAnEntryException("its duration is out of range");
        }
    }

    private static void checkResult(Optional<RecordedResult> result) throws NotAnEntryException {
        if (result.isPresent()) {
            checkText(result.get().type());
            checkText(result.get().json());
        }
    }

    /** Half a surrogate pair could not stand in a manifest. */
    private static void checkText(String text) throws NotAnEntryException {
        if (text.length() > LONGEST_TEXT) {
            throw new NotAnEntryException(
                    "its value has " + text.length() + " characters, and no more than " + LONGEST_TEXT + " are kept");
        }
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new NotAnEntryException("its value has half a surrogate pair in it");
        }
    }

    private static void checkPath(String path) throws NotAnEntryException {
        Optional<String> problem = OutputPath.problem(path);
        if (problem.isPresent()) {
            throw new NotAnEntryException("its path " + Quoted.of(path) + " is refused: " + problem.get());
        }
    }

    private static void checkFile(String path, StoredFile file) throws NotAnEntryException {
        if (file.size() < 0 || !HASH.matcher(file.hash()).matches()) {
            throw new NotAnEntryException("its file " + Quoted.of(path) + " has no size or no SHA-256");
        }
    }

    private static void checkSizes(Collection<StoredFile> files) throws NotAnEntryException {
        long total = 0;
        for (StoredFile file : files) {
            total += file.size();
            if (total < 0) {
                throw new NotAnEntryException("its sizes add up to more than any disk has");
            }
        }
    }

    /** What lies in a directory comes at once where its path and a slash would be. */
    private static void checkNoFileIsADirectory(StoreEntry entry) throws NotAnEntryException {
        for (String file : entry.files().keySet()) {
            String below = file + '/';
            if (entry.directories().contains(file)
                    || begins(entry.files().tailMap(below).keySet(), below)
                    || begins(entry.directories().tailSet(below), below)) {
                throw new NotAnEntryException("its path " + Quoted.of(file) + " is a file and a directory");
            }
        }
    }

    private static boolean begins(Set<String> paths, String prefix) {
        Iterator<String> first = paths.iterator();
        return first.hasNext() && first.next().startsWith(prefix);
    }

    /** Count the directories that paths lie in; what lies in one comes one after the other. */
    private static int countParents(Collection<String> sorted) {
        int count = 0;
        String previous = "";
        for (String path : sorted) {
            int shared = sharedNames(previous, path);
            count += (int)
                    path.substring(shared).chars().filter(unit -> unit == '/').count();
            if (count > EntryText.MAX_ENTRIES) {
                return count;
            }
            previous = path;
        }
        return count;
    }

    /** The length of the longest directory that both lie in, with the slash behind it. */
    private static int sharedNames(String left, String right) {
        int end = 0;
        for (int i = 0; i < Math.min(left.length(), right.length()) && left.charAt(i) == right.charAt(i); i++) {
            if (left.charAt(i) == '/') {
                end = i + 1;
            }
        }
        return end;
    }
}
