package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads a manifest that was opened. Where its input hashes are written as {@link HashesJson} writes them, only the rest goes
 * through the parser, with {@code null} in their place, and so for the code, where that is as expected; otherwise all of it
 * does.
 */
final class ManifestReader {

    /** What fits into memory a few times over is parsed in any case; much more than that never is. */
    private static final int MOST_PARSED =
            (int) Math.min(1L << 28, Math.max(1L << 22, Runtime.getRuntime().maxMemory() / 8));

    /** What stands before the input hashes is short, but for an odd {@code extra}, and then all of it is parsed. */
    private static final int LONGEST_BEGINNING = 1 << 20;

    /** As much memory is left to hashes that have to be read, beside those that the caller may hold already. */
    private static final long MOST_HASHES = Runtime.getRuntime().maxMemory() / 4;

    private static final byte[] NULL = "null".getBytes(US_ASCII);

    private final OpenManifest manifest;
    private final long size;

    ManifestReader(OpenManifest manifest, long size) {
        this.manifest = manifest;
        this.size = size;
    }

    /** Tell whether a manifest could be read back whatever its input hashes are, if the rest of it has this many bytes. */
    static boolean canParse(long size) {
        return size <= MOST_PARSED;
    }

    /** Say that a manifest is too large to be parsed. */
    static String tooLarge(long size) {
        return "it has " + size + " bytes, and with this much memory, no more than " + MOST_PARSED + " are read";
    }

    /**
     * Read.
     *
     * @param expected the input hashes that it probably has; they are in the answer if it does
     * @param code the code that it probably has, likewise
     * @return what it says
     * @throws NotAManifestException if that is no manifest, or one that was damaged
     */
    Manifest read(ContentHashes expected, CodeFingerprint code) throws IOException, NotAManifestException {
        Optional<ManifestBeginning> before = ManifestBeginning.of(manifest, code, LONGEST_BEGINNING);
        if (before.isPresent()) {
            Optional<Manifest> read = read(before.get(), expected);
            if (read.isPresent()) {
                return read.get();
            }
        }
        manifest.goTo(0);
        byte[] all = manifest.rest(MOST_PARSED).orElseThrow(() -> new NotAManifestException(tooLarge(size)));
        return ManifestParser.parse(all);
    }

    private Optional<Manifest> read(ManifestBeginning before, ContentHashes expected) throws IOException {
        Optional<Manifest> asExpected = expected.isEmpty() ? Optional.empty() : readWith(before, expected);
        if (asExpected.isPresent()) {
            return asExpected;
        }
        manifest.goTo(before.asItIs().length);
        Optional<ContentHashes> hashes = new HashesReader(manifest, expected, MOST_HASHES).read();
        return hashes.isPresent() ? readWith(before, hashes.get()) : Optional.empty();
    }

    /**
     * Read on the assumption that the text of certain hashes comes next, byte for byte. Where it does, it is one value of
     * JSON, and so the manifest is what it would be with another value there, except for that value.
     */
    private Optional<Manifest> readWith(ManifestBeginning before, ContentHashes hashes) throws IOException {
        Optional<Checksum> checksum = Checksum.over(before.asItIs());
        manifest.goTo(before.asItIs().length);
        HashesJson json = new HashesJson(hashes);
        while (json.next()) {
            if (!manifest.continuesWith(json.bytes(), json.length())) {
                return Optional.empty();
            }
            checksum.ifPresent(sum -> sum.add(json.bytes(), json.length()));
        }
        Optional<byte[]> after = manifest.rest(MOST_PARSED - before.parsed().length);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        checksum.ifPresent(sum -> sum.add(after.get(), after.get().length));
        ByteArrayOutputStream rest =
                new ByteArrayOutputStream(before.parsed().length + NULL.length + after.get().length);
        rest.writeBytes(before.parsed());
        rest.writeBytes(NULL);
        rest.writeBytes(after.get());
        try {
            return Optional.of(ManifestParser.parse(before, rest.toByteArray(), hashes, checksum));
        } catch (NotAManifestException e) {
            return Optional.empty(); // what is wrong with it is told by the parser of the whole
        }
    }
}
