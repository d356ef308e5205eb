package io.github.stepcache.manifest;

import io.github.stepcache.fingerprint.ContentHashes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a manifest, ready to be written; its input hashes become text only then, and only piece by piece. */
final class ManifestText implements DurableFiles.Content {

    /** The name of the field whose value may be long. */
    static final String HASHES = "input_hashes";

    /** Where that value stands: no string can hold a newline, and no nested field has this indentation. */
    static final String BEFORE_HASHES = "\n  \"" + HASHES + "\": ";

    /** Where the code of the step stands, for the same reason. */
    static final String BEFORE_CODE = "\n  \"code\": ";

    private static final String NULL = "null";

    private final byte[] before;
    private final Optional<ContentHashes> hashes;
    private final byte[] after;
    private final long sizeOfHashes;

    private ManifestText(byte[] before, Optional<ContentHashes> hashes, byte[] after, long sizeOfHashes) {
        this.before = before;
        this.hashes = hashes;
        this.after = after;
        this.sizeOfHashes = sizeOfHashes;
    }

    /**
     * Make the text of a manifest.
     *
     * @param fields its fields
     * @throws IllegalArgumentException if it holds what {@link JsonText} refuses, or half a surrogate pair
     */
    static ManifestText of(Map<String, ? extends @Nullable Object> fields) {
        if (!(fields.get(HASHES) instanceof ContentHashes hashes)) {
            return new ManifestText(utf8(JsonText.of(fields)), Optional.empty(), new byte[0], 0);
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(fields);
        others.put(HASHES, null);
        String text = JsonText.of(others);
        int place = text.indexOf(BEFORE_HASHES) + BEFORE_HASHES.length();
        return new ManifestText(
                utf8(text.substring(0, place)), Optional.of(hashes), utf8(text.substring(place + NULL.length())), 0);
    }

    /** Fill in the checksum, which covers all of the text and stands near its beginning. */
    ManifestText withChecksum() {
        Checksum checksum = Checksum.over(before).orElseThrow();
        long size = 0;
        if (hashes.isPresent()) {
            HashesJson json = new HashesJson(hashes.get());
            while (json.next()) {
                checksum.add(json.bytes(), json.length());
                size += json.length();
            }
        }
        checksum.add(after, after.length);
        return new ManifestText(checksum.fillIn(), hashes, after, size);
    }

    /** How long it is without the input hashes that are left out until it is written, in bytes. */
    long sizeInMemory() {
        return (long) before.length + after.length;
    }

    /** How long all of it is, in bytes; only once it has its checksum. */
    long size() {
        return sizeInMemory() + sizeOfHashes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(before);
        if (hashes.isPresent()) {
            HashesJson json = new HashesJson(hashes.get());
            while (json.next()) {
                out.write(json.bytes(), 0, json.length());
            }
        }
        out.write(after);
    }

    /** Encode strictly: half a surrogate pair is refused, as Python refuses it, and not replaced by a question mark. */
    private static byte[] utf8(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Half a surrogate pair cannot stand in a manifest", e);
        }
    }
}
