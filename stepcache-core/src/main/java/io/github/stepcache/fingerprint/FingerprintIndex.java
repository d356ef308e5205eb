package io.github.stepcache.fingerprint;

import io.github.stepcache.step.InputContent;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a run of a step knew of the files that it read and left: the hash of each, beside what the file system said of it.
 * As long as it says the same, a file need not be read again. An immutable value.
 *
 * @param completedAt when the run ended whose manifest this belongs to
 * @param inputs the inputs, and where they were looked for
 * @param outputs the files of the required outputs, by key relative to the output directory
 */
public record FingerprintIndex(Instant completedAt, InputEvidence inputs, ContentHashes outputs) {

    /** To read so many bytes again takes longer than to write an index. */
    private static final long WORTH_A_FILE = 1 << 17;

    /**
     * Make an index for the next check.
     *
     * @param completedAt when the run ended
     * @param inputs what its inputs were
     * @param outputs what it left
     * @return the index; empty where it would be of no use
     */
    public static Optional<FingerprintIndex> of(Instant completedAt, Fingerprint inputs, OutputState outputs) {
        return inputs.evidence()
                .map(evidence -> new FingerprintIndex(
                        completedAt, evidence, outputs.files().hashes()))
                .filter(index -> index.inputs.files().isEverProved() || index.outputs.isEverProved());
    }

    /**
     * Give the hashes of the inputs, which the manifest has as well.
     *
     * @return the hashes by key
     */
    public ContentHashes inputHashes() {
        return inputs.files();
    }

    /**
     * Tell whether these are the input files of a run. Inputs that are no files are none of its business: they are always
     * read.
     *
     * @param recorded the hashes of all inputs that a manifest has on record
     * @return whether those of the files are the ones that this index knows
     */
    public boolean isOf(SortedMap<String, String> recorded) {
        if (recorded.equals(inputs.files())) {
            return true;
        }
        ContentHashesBuilder files = new ContentHashesBuilder();
        boolean all = recorded.entrySet().stream()
                .filter(entry -> !InputContent.Names.isKey(entry.getKey()))
                .allMatch(entry -> files.add(entry.getKey(), entry.getValue()));
        return all && files.build().equals(inputs.files());
    }

    /**
     * Tell whether an index would save much time the next time, so that it is worth writing one although nothing else of
     * a skipped step is written.
     *
     * @param inputs what its inputs are
     * @param outputs what its outputs are
     * @return whether it took long to find out
     */
    public static boolean isWorthWriting(Fingerprint inputs, OutputState outputs) {
        return inputs.evidence().isPresent()
                && inputs.evidence().get().effort() + outputs.files().effort() > WORTH_A_FILE;
    }
}
