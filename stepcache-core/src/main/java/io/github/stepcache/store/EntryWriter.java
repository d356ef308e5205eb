package io.github.stepcache.store;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an entry whose form was checked as JSON; the same entry gives the same bytes. */
final class EntryWriter {

    /** What the JSON says of its own form: that is covered by the signature, and the first line is not. */
    static final int VERSION = 1;

    /** As in manifests, but always with six digits for the microseconds. */
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final JsonFactory FACTORY = new JsonFactory();

    private EntryWriter() {}

    /**
     * Write.
     *
     * @param most how many bytes it may have
     * @throws NotAnEntryException if it has more
     */
    static byte[] write(StoreEntry entry, int most) throws NotAnEntryException {
        BoundedBytes bytes = new BoundedBytes(most);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(json, entry);
        }
        if (bytes.overflown) {
            throw new NotAnEntryException("it has more than " + most + " bytes, and no more are kept");
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, StoreEntry entry) {
        json.writeStartObject();
        json.writeNumberProperty("version", VERSION);
        json.writeStringProperty("key", entry.key().hash());
        json.writeStringProperty("step_name", entry.stepName());
        json.writeStringProperty("completed_at", TIME.format(entry.completedAt().atOffset(ZoneOffset.UTC)));
        entry.duration().ifPresent(duration -> json.writeNumberProperty("duration_ms", duration.toMillis()));
        entry.result().ifPresent(result -> {
            json.writeObjectPropertyStart("result");
            json.writeStringProperty("type", result.type());
            json.writeStringProperty("value", result.json());
            json.writeEndObject();
        });
        json.writeArrayPropertyStart("directories");
        entry.directories().forEach(json::writeString);
        json.writeEndArray();
        json.writeObjectPropertyStart("files");
        for (Map.Entry<String, StoredFile> file : entry.files().entrySet()) {
            json.writeObjectPropertyStart(file.getKey());
            json.writeNumberProperty("size", file.getValue().size());
            json.writeStringProperty("sha256", file.getValue().hash());
            json.writeBooleanProperty("executable", file.getValue().executable());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Keeps no more bytes than it may, and notes that there were more. */
    private static final class BoundedBytes extends ByteArrayOutputStream {

        private final int most;
        private boolean overflown;

        BoundedBytes(int most) {
            this.most = most;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            overflown |= length > most - count;
            if (!overflown) {
                super.write(bytes, from, length);
            }
        }
    }
}
