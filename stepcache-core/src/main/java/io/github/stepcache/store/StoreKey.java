package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.StepSpec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The name under which a store keeps what a run left: SHA-256 over all that a decision compares, so that two runs with one
 * key can stand for each other. It names no place, and is the same on each machine.
 *
 * @param hash the key, in lower-case hex
 */
public record StoreKey(String hash) {

    /** What else is hashed must never look like a key; and keys of another encoding not like these. */
    private static final String DOMAIN = "io.github.stepcache.store key 1";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /**
     * Check the form.
     *
     * @throws IllegalArgumentException if it is no SHA-256 in lower-case hex
     */
    public StoreKey {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("A key is a SHA-256 in lower-case hex");
        }
    }

    /**
     * Name what a run of a step leaves.
     *
     * @param spec the step, with the artifact versions of all steps; its code was read without problems
     * @param inputHashes the fingerprint of its inputs, which were read without problems
     * @return the key
     */
    public static StoreKey of(StepSpec spec, SortedMap<String, String> inputHashes) {
        Encoding encoding = new Encoding();
        encoding.text(DOMAIN);
        encoding.text(spec.name());
        encoding.map(inputHashes);
        encoding.map(spec.artifactVersions());
        encoding.map(spec.parameters());
        CodeFingerprint code = spec.code();
        encoding.text(code.kind());
        encoding.map(code.methods());
        TreeSet<String> required = new TreeSet<>(CodePointOrder.INSTANCE);
        required.addAll(spec.requiredOutputs());
        encoding.texts(required);
        return new StoreKey(encoding.hash());
    }

    /** Texts behind their lengths, and lists behind their sizes: two different sequences never look the same. */
    private static final class Encoding {

        private final MessageDigest digest;
        private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

        Encoding() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java platform has SHA-256", impossible);
            }
        }

        void map(Map<String, String> map) {
            number(map.size());
            map.forEach((key, value) -> {
                text(key);
                text(value);
            });
        }

        void texts(Collection<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
        }

        void text(String text) {
            byte[] bytes = text.getBytes(UTF_8);
            number(bytes.length);
            digest.update(bytes);
        }

        private void number(long value) {
            digest.update(number.putLong(0, value).array());
        }

        String hash() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
