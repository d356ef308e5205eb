package io.github.stepcache.store;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.Sha256;
import io.github.stepcache.manifest.Manifest;
import io.github.stepcache.step.CodePointOrder;
import io.github.stepcache.step.FileNames;
import io.github.stepcache.step.StepSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The name under which a store keeps what a run left: SHA-256 over all that a decision compares, so that two runs with one
 * key can stand for each other. Where the base directory lies makes no difference, so that it is the same on each machine.
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
     * @param spec the step, with the artifact versions of all steps
     * @param baseDir what relative paths are relative to; where that is makes no difference to what lies in it
     * @param inputHashes the fingerprint of its inputs, which were read without problems
     * @return the key; empty where the code was not read as a whole, or a directory has no name that is surely its own
     */
    public static Optional<StoreKey> of(StepSpec spec, Path baseDir, SortedMap<String, String> inputHashes) {
        return of(
                spec,
                baseDir,
                inputHashes,
                spec.artifactVersions(),
                spec.parameters(),
                spec.code(),
                spec.requiredOutputs());
    }

    /**
     * Name what an earlier run of a step has left.
     *
     * @param spec the step, in the directories of the run
     * @param baseDir what relative paths are relative to
     * @param run what is on record of it
     * @return the key; empty where the record does not say all, or a directory has no name that is surely its own
     */
    public static Optional<StoreKey> of(StepSpec spec, Path baseDir, Manifest run) {
        return run.outputs()
                .flatMap(outputs -> of(
                        spec,
                        baseDir,
                        run.inputHashes(),
                        run.artifactVersions(),
                        run.parameters(),
                        run.code(),
                        outputs.required()));
    }

    private static Optional<StoreKey> of(
            StepSpec spec,
            Path baseDir,
            SortedMap<String, String> inputHashes,
            Map<String, String> artifactVersions,
            Map<String, String> parameters,
            CodeFingerprint code,
            Collection<String> requiredOutputs) {
        if (!code.problems().isEmpty()
                || !FileNames.isFaithful(spec.manifestDir())
                || !FileNames.isFaithful(spec.outputDir())) {
            return Optional.empty();
        }
        Encoding encoding = new Encoding();
        encoding.text(DOMAIN);
        encoding.text(spec.name());
        encoding.text(place(baseDir, spec.manifestDir()));
        encoding.text(place(baseDir, spec.outputDir()));
        encoding.map(inputHashes);
        encoding.map(artifactVersions);
        encoding.map(parameters);
        encoding.text(code.kind());
        encoding.map(code.methods());
        encoding.set(requiredOutputs);
        return Optional.of(new StoreKey(encoding.hash()));
    }

    /**
     * Two steps may have one name, and read the same: their directories tell them apart. Names are taken as they are
     * declared, since links and {@code ..} lead elsewhere on each machine, and to find two names for one place is a miss.
     */
    private static String place(Path baseDir, Path directory) {
        Path base = baseDir.toAbsolutePath().normalize();
        Path place = base.resolve(directory);
        boolean inside = place.startsWith(base);
        StringJoiner names = new StringJoiner("/", inside ? "" : String.valueOf(place.getRoot()), "");
        for (int i = inside ? base.getNameCount() : 0; i < place.getNameCount(); i++) {
            String name = place.getName(i).toString();
            if (!name.equals(".")) {
                names.add(name);
            }
        }
        return names.toString();
    }

    /**
     * Texts behind their lengths, and lists behind their sizes: two different sequences never look the same. Texts are
     * their UTF-16 units, since UTF-8 has no place for half a surrogate pair, and would make a question mark of each.
     */
    private static final class Encoding {

        private final MessageDigest digest = Sha256.start();
        private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

        void map(Map<String, String> map) {
            number(map.size());
            inOrder(map).forEach((key, value) -> {
                text(key);
                text(value);
            });
        }

        void set(Collection<String> texts) {
            SortedSet<String> sorted = new TreeSet<>(CodePointOrder.INSTANCE);
            sorted.addAll(texts);
            number(sorted.size());
            sorted.forEach(this::text);
        }

        void text(String text) {
            number(text.length());
            ByteBuffer units = ByteBuffer.allocate(Character.BYTES * text.length());
            units.asCharBuffer().put(text);
            digest.update(units);
        }

        private void number(long value) {
            digest.update(number.putLong(0, value).array());
        }

        /** Inputs are many, and have this order already. */
        private static Map<String, String> inOrder(Map<String, String> map) {
            return map instanceof SortedMap<String, String> sorted && sorted.comparator() == CodePointOrder.INSTANCE
                    ? map
                    : CodePointOrder.sortedCopy(map);
        }

        String hash() {
            return Sha256.hex(digest.digest());
        }
    }
}
