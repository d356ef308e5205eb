package io.github.stepcache.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Edits the fields of a manifest, at every depth, as a clever enemy would: with the checksum recomputed if need be. */
public final class HostileFields {

    /** JSON, or what only looks like it. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "NaN",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "{\"\": {}}",
            "1".repeat(5_000),
            '"' + "long".repeat(50_000) + '"',
            '"' + "f".repeat(64) + '"',
            "\"\\ud800\"",
            "\"\\u0000\\n\\u202e\"",
            "\"2.0.0\"",
            "\"1.9\"",
            "\"other\"",
            "\"null\"",
            "\"[1e999999999]\"",
            "\"java.lang.Integer\"",
            "\"running\"",
            "\"+999999999-12-31T23:59:59.999999999-18:00\"",
            "\"../../etc/passwd\"");

    private final byte[] manifest;

    /**
     * Start from a manifest.
     *
     * @param manifest its bytes, as they were written
     */
    public HostileFields(byte[] manifest) {
        this.manifest = manifest;
    }

    /** What is done about the checksum. */
    private enum Seal {
        LEFT,
        REMOVED,
        RECOMPUTED
    }

    /**
     * Edit each field in every way there is.
     *
     * @return the manifest, with one field after the other edited
     */
    public Stream<HostileManifest> all() {
        return draft().paths().stream().flatMap(this::edits);
    }

    private Stream<HostileManifest> edits(List<String> path) {
        List<HostileManifest> edits = new ArrayList<>();
        for (Seal seal : path.equals(List.of("checksum")) ? new Seal[] {Seal.LEFT} : Seal.values()) {
            for (String value : values(path)) {
                ManifestDraft draft = draft();
                draft.put(path, value);
                edits.add(sealed(draft, seal, path + " is " + head(value)));
            }
            ManifestDraft without = draft();
            without.remove(path);
            edits.add(sealed(without, seal, path + " is missing"));
        }
        return edits.stream();
    }

    private List<String> values(List<String> path) {
        ManifestDraft draft = draft();
        String value = draft.json(path);
        List<String> values = new ArrayList<>(VALUES);
        values.add(value + ", " + ManifestDraft.quoted(path.get(path.size() - 1)) + ": " + value); // a duplicate key
        if (value.startsWith("\"") && value.length() > 2) {
            String text = value.substring(1, value.length() - 1);
            values.add('"' + text.toUpperCase(Locale.ROOT) + '"');
            values.add('"' + text + text.charAt(0) + '"');
            values.add('"' + text.substring(1) + '"');
            values.add("\" " + text + '"');
        }
        return values;
    }

    /**
     * Edit a manifest by chance in one to three places.
     *
     * @param random chance
     * @return it, edited
     */
    public HostileManifest mutation(Random random) {
        ManifestDraft draft = draft();
        StringBuilder what = new StringBuilder();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            List<List<String>> paths = draft.paths();
            List<String> path = paths.get(random.nextInt(paths.size()));
            List<String> other = paths.get(random.nextInt(paths.size()));
            what.append(path);
            switch (random.nextInt(5)) {
                case 0 -> draft.remove(path);
                case 1 -> draft.put(path, draft.json(other));
                case 2 -> draft.rename(path, other.get(other.size() - 1) + (random.nextBoolean() ? " " : ""));
                default -> draft.put(path, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return sealed(draft, Seal.values()[random.nextInt(3)], what.toString());
    }

    private static HostileManifest sealed(ManifestDraft draft, Seal seal, String what) {
        String edit = what + ", checksum " + seal.name().toLowerCase(Locale.ROOT);
        List<String> checksum = List.of("checksum");
        if (seal == Seal.REMOVED) {
            draft.remove(checksum);
        } else if (seal == Seal.RECOMPUTED && draft.paths().contains(checksum)) {
            draft.put(checksum, '"' + Checksum.PLACEHOLDER + '"');
            return new HostileManifest(
                    edit, Checksum.over(draft.bytes()).orElseThrow().fillIn(), true);
        }
        return new HostileManifest(edit, draft.bytes(), false);
    }

    private ManifestDraft draft() {
        return new ManifestDraft(manifest);
    }

    private static String head(String value) {
        return value.substring(0, Math.min(30, value.length()));
    }
}
