package io.github.stepcache.store;

import io.github.stepcache.manifest.RecordedResult;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.Quoted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns the JSON of a record into an entry whose form is still to be checked. What it does not know it refuses, for it could
 * mean anything, and stops there.
 */
final class EntryParser {

    private final StrictJson json;
    private final SortedMap<String, StoredFile> files = new TreeMap<>(CodePointOrder.INSTANCE);
    private final SortedSet<String> directories = new TreeSet<>(CodePointOrder.INSTANCE);
    private @Nullable Long version;
    private @Nullable StoreKey key;
    private @Nullable String stepName;
    private @Nullable Instant completedAt;
    private @Nullable Duration duration;
    private @Nullable RecordedResult result;

    private EntryParser(StrictJson json) {
        this.json = json;
    }

    /**
     * Read.
     *
     * @param bytes the bytes of a record
     * @param from where the JSON begins
     * @throws NotAnEntryException if that is not what {@link EntryWriter} writes
     */
    static StoreEntry parse(byte[] bytes, int from) throws NotAnEntryException {
        return StrictJson.read(bytes, from, json -> new EntryParser(json).entry());
    }

    private StoreEntry entry() throws NotAnEntryException {
        json.object("", this::readField);
        if (version == null || key == null || stepName == null || completedAt == null) {
            throw new NotAnEntryException("it has no version, key, step name or time");
        }
        if (version != EntryWriter.VERSION) {
            throw new NotAnEntryException("it has version " + version + ", which is not known");
        }
        return new StoreEntry(
                key,
                stepName,
                completedAt,
                Optional.ofNullable(duration),
                files,
                directories,
                Optional.ofNullable(result));
    }

    private void readField(String name) throws NotAnEntryException {
        switch (name) {
            case "version" -> version = json.number(name);
            case "key" -> key = key(json.string(name));
            case "step_name" -> stepName = json.string(name);
            case "completed_at" -> completedAt = time(json.string(name));
            case "duration_ms" -> duration = Duration.ofMillis(json.number(name));
            case "result" -> result = new ResultFields().read(name);
            case "directories" -> json.array(name, this::readDirectory);
            case "files" -> json.object(name, this::readFile);
            default -> throw unknown(name);
        }
    }

    private static StoreKey key(String text) throws NotAnEntryException {
        try {
            return new StoreKey(text);
        } catch (IllegalArgumentException e) {
            throw new NotAnEntryException("its key is none");
        }
    }

    private static Instant time(String text) throws NotAnEntryException {
        try {
            return LocalDateTime.parse(text, EntryWriter.TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new NotAnEntryException("its \"completed_at\" is not a time");
        }
    }

    private void readDirectory(String name) throws NotAnEntryException {
        String path = json.string(name);
        if (!directories.add(path)) {
            throw new NotAnEntryException("its directory " + Quoted.of(path) + " is there twice");
        }
        EntryForm.checkCount(directories.size());
    }

    private void readFile(String path) throws NotAnEntryException {
        files.put(path, new FileFields().read(path));
        EntryForm.checkCount(files.size());
    }

    private static NotAnEntryException unknown(String name) {
        return new NotAnEntryException("it has a field " + Quoted.of(name) + ", which is not known");
    }

    /** The fields of a recorded value. */
    private final class ResultFields {

        private @Nullable String type;
        private @Nullable String value;

        RecordedResult read(String name) throws NotAnEntryException {
            json.object(name, this::readField);
            if (type == null || value == null) {
                throw new NotAnEntryException("its \"result\" has no type or no value");
            }
            return new RecordedResult(type, value);
        }

        private void readField(String name) throws NotAnEntryException {
            switch (name) {
                case "type" -> type = json.string(name);
                case "value" -> value = json.string(name);
                default -> throw unknown(name);
            }
        }
    }

    /** The fields of a file. */
    private final class FileFields {

        private @Nullable Long size;
        private @Nullable String hash;
        private @Nullable Boolean executable;

        StoredFile read(String path) throws NotAnEntryException {
            json.object(path, this::readField);
            if (size == null || hash == null || executable == null) {
                throw new NotAnEntryException("its file " + Quoted.of(path)
                        + " has no size, no hash, or not whether it can" + " be executed");
            }
            return new StoredFile(size, hash, executable);
        }

        private void readField(String name) throws NotAnEntryException {
            switch (name) {
                case "size" -> size = json.number(name);
                case "sha256" -> hash = json.string(name);
                case "executable" -> executable = json.truth(name);
                default -> throw unknown(name);
            }
        }
    }
}
