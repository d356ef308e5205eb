package io.github.stepcache.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A manifest is a value: sorted as the reference sorts, and changed by nobody. */
class ManifestTests {

    @Test
    void keysAreSortedByCodePoint() {
        Manifest manifest = SampleManifests.complete(Map.of("😀", "1", "\uffff", "2", "z", "3"));

        assertThat(manifest.inputHashes().keySet()).containsExactly("z", "\uffff", "😀");
    }

    @Test
    void mapsCannotBeChanged() {
        Manifest manifest = SampleManifests.complete();

        assertThat(List.of(
                        manifest.artifactVersions(),
                        manifest.parameters(),
                        manifest.code().methods(),
                        manifest.outputHashes().orElseThrow()))
                .allSatisfy(map -> assertThat(map).isUnmodifiable());
        Map<String, String> inputHashes = manifest.inputHashes();
        List<ThrowingCallable> changes = List.of(
                () -> inputHashes.put("a", "b"),
                () -> inputHashes.remove("data/raw/a.csv"),
                inputHashes::clear,
                () -> inputHashes.entrySet().iterator().remove(),
                () -> inputHashes.entrySet().iterator().next().setValue("a"));
        assertThat(changes)
                .allSatisfy(change -> assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class));
    }

    @Test
    void whatItWasMadeOfMayChange() {
        SortedMap<String, String> hashes = new TreeMap<>(Golden.HASHES);
        Manifest manifest = SampleManifests.complete(hashes);
        hashes.clear();

        assertThat(manifest).isEqualTo(SampleManifests.complete());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COMPLETE")
    void whatIsIncompleteRecordsNothingThatCouldBeCompared(Manifest.State state) {
        Manifest manifest = Manifest.incomplete(SampleManifests.STEP, state, Golden.AT, "disk full");

        assertThat(manifest.inputHashes()).isEmpty();
        assertThat(manifest.outputHashes()).isEmpty();
        assertThat(manifest.problem()).isEqualTo("disk full");
        assertThat(manifest.isVersionSupported()).isTrue();
    }

    @Test
    void outputsMayBeLostUnlessTheyWereForcedOrTheMachineIsStillTheSame() {
        Manifest manifest = SampleManifests.complete();

        assertThat(manifest.mayHaveLostOutputs(manifest.bootId())).isFalse();
        assertThat(manifest.mayHaveLostOutputs(Optional.of("another"))).isTrue();
        assertThat(manifest.mayHaveLostOutputs(Optional.empty())).isTrue();
        assertThat(Manifest.incomplete("report", Manifest.State.FAILED, Golden.AT, "")
                        .mayHaveLostOutputs(Optional.of("another")))
                .as("where no content was recorded")
                .isFalse();
    }
}
