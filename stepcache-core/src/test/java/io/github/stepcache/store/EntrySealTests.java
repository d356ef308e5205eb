package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stepcache.manifest.HostileBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record is believed only if it is as it was written, and, where there is a secret, by somebody who knows it. */
class EntrySealTests {

    private static final String SECRET = "correct horse battery staple";

    private final EntryText plain = new EntryText(Optional.empty());
    private final EntryText signed = withSecret(SECRET);
    private final StoreEntry entry = SampleEntries.full();

    @Test
    void signedRecordIsReadWithTheSecret() throws NotAnEntryException {
        assertThat(withSecret(SECRET).read(signed.write(entry), entry.key())).isEqualTo(entry);
    }

    @Test
    void unsignedRecordIsRefusedWhereThereIsASecret() throws NotAnEntryException {
        assertThat(problem(signed, plain.write(entry))).isEqualTo("it is not signed");
    }

    @Test
    void recordSignedWithAnotherSecretIsRefused() throws NotAnEntryException {
        assertThat(problem(signed, withSecret(SECRET + "r").write(entry))).contains("not one of our secret");
    }

    @Test
    void signedRecordIsRefusedWhereThereIsNoSecret() throws NotAnEntryException {
        assertThat(problem(plain, signed.write(entry))).contains("it is signed");
    }

    /** Whoever has no secret could compute this. */
    @Test
    void hashInThePlaceOfASignatureIsRefused() throws NotAnEntryException {
        String text = new String(plain.write(entry), UTF_8).replaceFirst(" sha256", " hmac-sha256");

        assertThat(problem(signed, text.getBytes(UTF_8))).contains("not one of our secret");
    }

    @Test
    void recordOfAnotherKeyIsRefused() throws NotAnEntryException {
        StoreKey other = new StoreKey(SampleEntries.hash("another step"));
        for (EntryText text : new EntryText[] {plain, signed}) {
            byte[] written = text.write(entry);

            assertThatExceptionOfType(NotAnEntryException.class)
                    .isThrownBy(() -> text.read(written, other))
                    .withMessage("it is the record of another key");
        }
    }

    @ParameterizedTest(name = "signed: {0}")
    @ValueSource(booleans = {false, true})
    void whateverBitIsFlippedTheRecordIsRefused(boolean secret) throws NotAnEntryException {
        assertAllRefused(secret, HostileBytes.flips(text(secret).write(entry)).map(damaged -> damaged.bytes()));
    }

    @ParameterizedTest(name = "signed: {0}")
    @ValueSource(booleans = {false, true})
    void whereverItIsCutOffTheRecordIsRefused(boolean secret) throws NotAnEntryException {
        assertAllRefused(
                secret, HostileBytes.truncations(text(secret).write(entry)).map(damaged -> damaged.bytes()));
    }

    @ParameterizedTest(name = "signed: {0}")
    @ValueSource(booleans = {false, true})
    void whateverFollowsTheRecordIsRefused(boolean secret) throws NotAnEntryException {
        byte[] written = text(secret).write(entry);

        assertAllRefused(
                secret,
                Stream.of(
                        Arrays.copyOf(written, written.length + 1),
                        (new String(written, UTF_8) + '\n').getBytes(UTF_8)));
    }

    @Test
    void recordOfAnotherVersionSaysSo() throws NotAnEntryException {
        String text = new String(plain.write(entry), UTF_8).replaceFirst("record/1", "record/2");

        assertThat(problem(plain, text.getBytes(UTF_8))).contains("of this version");
    }

    @Test
    void emptySecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withSecret(""))
                .withMessageContaining("must not be empty");
    }

    @Test
    void secretIsCopied() throws NotAnEntryException {
        byte[] secret = SECRET.getBytes(UTF_8);
        EntryText text = new EntryText(Optional.of(secret));
        Arrays.fill(secret, (byte) 0);

        assertThat(signed.read(text.write(entry), entry.key())).isEqualTo(entry);
    }

    @Test
    void nobodyTellsTheSecret() throws NotAnEntryException {
        byte[] written = signed.write(entry);
        written[written.length - 1] ^= 1;

        NotAnEntryException refused =
                catchThrowableOfType(NotAnEntryException.class, () -> signed.read(written, entry.key()));
        assertThat(List.<Object>of(
                        new String(written, UTF_8), refused, refused.problem(), signed, new EntrySeal(secret(SECRET))))
                .allSatisfy(told -> assertThat(told.toString()).doesNotContain(SECRET));
        assertThat(refused).hasNoCause();
    }

    private void assertAllRefused(boolean secret, Stream<byte[]> damaged) {
        EntryText text = text(secret);
        damaged.forEach(bytes -> assertThat(problem(text, bytes)).isNotBlank());
    }

    private EntryText text(boolean secret) {
        return secret ? signed : plain;
    }

    private String problem(EntryText text, byte[] bytes) {
        return catchThrowableOfType(NotAnEntryException.class, () -> text.read(bytes, entry.key()))
                .problem();
    }

    private static EntryText withSecret(String secret) {
        return new EntryText(secret(secret));
    }

    private static Optional<byte[]> secret(String secret) {
        return Optional.of(secret.getBytes(UTF_8));
    }
}
