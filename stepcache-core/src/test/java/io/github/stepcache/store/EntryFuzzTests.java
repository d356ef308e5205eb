package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/**
 * Whatever JSON somebody puts under a checksum that holds, it is an entry or none, and what is one is written and read back as
 * the same. A normal build tries the files in {@code src/test/resources}; with {@code JAZZER_FUZZ=1} in the environment,
 * Jazzer looks for more.
 */
class EntryFuzzTests {

    private final EntryText text = new EntryText(Optional.empty());

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreAnEntryOrNone(byte[] bytes) throws NotAnEntryException {
        Optional<StoreEntry> read = read(new EntrySeal(Optional.empty()).seal(bytes));
        if (read.isPresent()) {
            StoreEntry entry = read.get();
            assertThat(text.read(text.write(entry), SampleEntries.KEY)).isEqualTo(entry);
            assertThat(entry.size()).isNotNegative();
            assertThat(entry.contents().keySet())
                    .allSatisfy(path -> assertThat(OutputPath.problem(path)).isEmpty());
        }
    }

    private Optional<StoreEntry> read(byte[] bytes) {
        try {
            return Optional.of(text.read(bytes, SampleEntries.KEY));
        } catch (NotAnEntryException e) {
            assertThat(e.problem()).isNotBlank().hasLineCount(1);
            return Optional.empty();
        }
    }
}
