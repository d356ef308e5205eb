package io.github.stepcache.manifest;

import io.github.stepcache.fingerprint.ContentHashes;
import io.github.stepcache.fingerprint.ContentHashesBuilder;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads input hashes off the lines that {@link HashesJson} makes of them. It may misread what was written in another way:
 * whoever asks has to compare the text of the answer with what is there.
 */
final class HashesReader {

    private static final int LONGEST_LINE = 1 << 20;
    private static final String KEY = "    \"";
    private static final String COLON = "\": \"";
    private static final int HASH = 64;

    private final OpenManifest manifest;
    private final ContentHashesBuilder hashes;
    private final long most;

    /**
     * Prepare to read.
     *
     * @param manifest where the hashes come next
     * @param known hashes to share memory with where they are the same
     * @param most how many bytes of memory may be taken beyond that, roughly
     */
    HashesReader(OpenManifest manifest, ContentHashes known, long most) {
        this.manifest = manifest;
        this.hashes = new ContentHashesBuilder(known);
        this.most = most;
    }

    /** Read to the last hash; empty where some line looks otherwise, or memory does not suffice. */
    Optional<ContentHashes> read() throws IOException {
        Optional<String> line = manifest.line(LONGEST_LINE);
        boolean more = line.isPresent() && line.get().equals("{");
        boolean fits = more;
        while (more && fits) {
            line = manifest.line(LONGEST_LINE);
            more = line.isPresent() && line.get().endsWith(",");
            fits = line.isPresent() && hashes.bytes() <= most && add(line.get(), more ? 1 : 0);
        }
        return fits ? Optional.of(hashes.build()) : Optional.empty();
    }

    private boolean add(String line, int behind) {
        int hashStart = line.length() - behind - 1 - HASH;
        int keyEnd = hashStart - COLON.length();
        return keyEnd >= KEY.length()
                && line.startsWith(COLON, keyEnd)
                && hashes.add(line.substring(KEY.length(), keyEnd), line.substring(hashStart, hashStart + HASH));
    }
}
