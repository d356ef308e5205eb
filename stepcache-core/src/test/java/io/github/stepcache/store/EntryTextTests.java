package io.github.stepcache.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store keeps of a run is read back as it was written, and is the same bytes for the same run. */
class EntryTextTests {

    private final EntryText text = new EntryText(Optional.empty());

    @Test
    void entryIsReadAsItWasWritten() throws NotAnEntryException {
        StoreEntry entry = SampleEntries.full();

        assertThat(text.read(text.write(entry), entry.key())).isEqualTo(entry);
    }
}
