package io.github.stepcache.trust;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.stepcache.manifest.HostileBytes;
import io.github.stepcache.manifest.HostileFields;
import io.github.stepcache.manifest.HostileManifest;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever was done to a manifest, ours or the reference's: a check and a run of its step end without an exception, no
 * step is fresh over changed inputs or damaged outputs, and one that is fresh gives the right value (3.4, 4.2). The files are in
 * memory, since what counts is how many manifests are tried, and forcing each to a disk takes its time.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class ManifestAttackTests {

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix());

    @AfterEach
    void closeMemory() throws IOException {
        memory.close();
    }

    @ParameterizedTest(name = "of the reference: {0}")
    @ValueSource(booleans = {false, true})
    void manifestThatIsCutOffIsNeverFresh(boolean reference) throws IOException {
        attack("manifests cut off", reference, HostileBytes::truncations);
    }

    @ParameterizedTest(name = "of the reference: {0}")
    @ValueSource(booleans = {false, true})
    void manifestWithAFlippedBitVouchesForNothingElse(boolean reference) throws IOException {
        attack("manifests with a flipped bit", reference, HostileBytes::flips);
    }

    @ParameterizedTest(name = "of the reference: {0}")
    @ValueSource(booleans = {false, true})
    void manifestWithAnEditedFieldVouchesForNoMoreThanItSays(boolean reference) throws IOException {
        attack("manifests with an edited field", reference, manifest -> new HostileFields(manifest).all());
    }

    @ParameterizedTest(name = "of the reference: {0}")
    @ValueSource(booleans = {false, true})
    void manifestsMutatedByChanceVouchForNoMoreThanTheySay(boolean reference) throws IOException {
        long seed = Effort.seed();
        int count = Effort.of(reference ? 2_000 : 10_000, 200_000);
        attack(
                "manifests mutated with seed " + seed,
                reference,
                manifest -> mutations(manifest, new Random(seed), count));
    }

    private static Stream<HostileManifest> mutations(byte[] manifest, Random random, int count) {
        HostileFields fields = new HostileFields(manifest);
        return Stream.generate(
                        () -> random.nextBoolean() ? HostileBytes.mutation(manifest, random) : fields.mutation(random))
                .limit(count);
    }

    private void attack(String what, boolean reference, Function<byte[], Stream<HostileManifest>> manifests)
            throws IOException {
        ManifestAttack attack =
                new ManifestAttack(what + (reference ? ", of the reference" : ""), memory.getPath("/base"), reference);
        attack.attack(manifests);
        attack.finish();
    }
}
