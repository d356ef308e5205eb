package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.code.CodeFingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What stands in a manifest before its input hashes: as it is, and as it goes through the parser, without the code if that is
 * as expected. A step can have hundreds of methods that count, and mostly none of them has changed.
 */
final class ManifestBeginning {

    private static final byte[] BEFORE_HASHES = ManifestText.BEFORE_HASHES.getBytes(US_ASCII);
    private static final byte[] BEFORE_CODE = ManifestText.BEFORE_CODE.getBytes(US_ASCII);
    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private final byte[] asItIs;
    private final byte[] parsed;
    private final Optional<CodeFingerprint> code;
    private final long placeOfCode;

    private ManifestBeginning(byte[] asItIs, byte[] parsed, Optional<CodeFingerprint> code, long placeOfCode) {
        this.asItIs = asItIs;
        this.parsed = parsed;
        this.code = code;
        this.placeOfCode = placeOfCode;
    }

    /**
     * Read it.
     *
     * @param manifest a manifest, at its first byte
     * @param expected the code that it probably has
     * @param longest how many bytes are looked at
     * @return the beginning; empty where no input hashes follow
     */
    static Optional<ManifestBeginning> of(OpenManifest manifest, CodeFingerprint expected, int longest)
            throws IOException {
        boolean hasCode = expected.counts() && expected.problems().isEmpty();
        Optional<byte[]> code = hasCode ? CodeJson.of(expected) : Optional.empty();
        if (code.isPresent()) {
            Optional<ManifestBeginning> without = withoutCode(manifest, expected, code.get(), longest);
            if (without.isPresent()) {
                return without;
            }
            manifest.goTo(0);
        }
        return manifest.upTo(BEFORE_HASHES, longest).map(all -> new ManifestBeginning(all, all, Optional.empty(), 0));
    }

    private static Optional<ManifestBeginning> withoutCode(
            OpenManifest manifest, CodeFingerprint expected, byte[] code, int longest) throws IOException {
        Optional<byte[]> before = manifest.upTo(BEFORE_CODE, longest);
        if (before.isEmpty() || !manifest.continuesWith(code, code.length)) {
            return Optional.empty();
        }
        Optional<byte[]> after = manifest.upTo(BEFORE_HASHES, longest);
        return after.map(rest -> new ManifestBeginning(
                joined(before.get(), code, rest),
                joined(before.get(), NULL, rest),
                Optional.of(expected),
                characters(before.get())));
    }

    private static byte[] joined(byte[] before, byte[] middle, byte[] after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(before.length + middle.length + after.length);
        joined.writeBytes(before);
        joined.writeBytes(middle);
        joined.writeBytes(after);
        return joined.toByteArray();
    }

    /** All of it, byte for byte. */
    byte[] asItIs() {
        return asItIs;
    }

    /** The same, with {@code null} where the code was, if that was taken out. */
    byte[] parsed() {
        return parsed;
    }

    /** How many UTF-16 units go through the parser. */
    long characters() {
        return characters(parsed);
    }

    /** The code that was taken out. */
    Optional<CodeFingerprint> code() {
        return code;
    }

    /** Where that was, in UTF-16 units. */
    long placeOfCode() {
        return placeOfCode;
    }

    /** Count the UTF-16 units of a text in UTF-8: one for each byte that begins a character, two if it takes four. */
    private static long characters(byte[] text) {
        long count = 0;
        for (byte each : text) {
            boolean begins = (each & 0b1100_0000) != 0b1000_0000;
            boolean beginsPair = (each & 0b1111_0000) == 0b1111_0000;
            count += (begins ? 1 : 0) + (beginsPair ? 1 : 0);
        }
        return count;
    }
}
