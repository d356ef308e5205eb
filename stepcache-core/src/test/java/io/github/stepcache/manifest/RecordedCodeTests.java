package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.fingerprint.ContentHashes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the code of a step was is on record with a hash for each part of it, and only where code counts. */
class RecordedCodeTests {

    private static final String INPUT_HASHES = "\n  \"input_hashes\": {\n    \"a\": \"" + "1".repeat(64) + "\"\n  }";

    private static final CodeFingerprint OTHER = CodeFingerprint.of("git", Map.of("commit", "4f2c"));

    @Test
    void whereNoCodeCountsNothingIsWrittenOfIt() throws NotAManifestException {
        byte[] bytes = SampleManifests.bytes(of(CodeFingerprint.none()));

        assertThat(new String(bytes, UTF_8)).doesNotContain("\"code\"");
        assertThat(ManifestParser.parse(bytes).code()).isEqualTo(CodeFingerprint.none());
    }

    @Test
    void namesAreInTheOrderOfTheirCodePoints() {
        String text = new String(
                SampleManifests.bytes(of(CodeFingerprint.of("git", Map.of("\uffff", "1", "😀", "2", "z", "3")))),
                UTF_8);

        assertThat(text).contains("""
                          "code": {
                            "kind": "git",
                            "methods": {
                              "z": "3",
                              "\uffff": "1",
                              "😀": "2"
                            }
                          },
                          "completed_at": \
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\": \"git\"}",
                "{\"kind\": \"git\", \"methods\": {}}",
                "{\"kind\": \"\", \"methods\": {\"a\": \"1\"}}",
                "{\"kind\": \" \\t\", \"methods\": {\"a\": \"1\"}}",
                "{\"methods\": {\"a\": \"1\"}}",
                "{\"Kind\": \"git\", \"methods\": {\"a\": \"1\"}}"
            })
    void codeWithoutAKindOrWithoutHashesIsDamageAlsoUnderAChecksum(String code) {
        assertThatThrownBy(() -> ManifestParser.parse(sealedWith(code)))
                .asInstanceOf(InstanceOfAssertFactories.type(NotAManifestException.class))
                .extracting(NotAManifestException::problem)
                .isEqualTo("its \"code\" has no kind or no methods");
    }

    @Test
    void codeThatIsNullIsDamageWhateverIsExpected() throws Exception {
        byte[] bytes = sealedWith("null");

        for (CodeFingerprint expected : List.of(CodeFingerprint.none(), OTHER)) {
            assertThatThrownBy(() -> read(bytes, ContentHashes.none(), expected))
                    .isInstanceOf(NotAManifestException.class);
        }
    }

    @Test
    void whatALaterVersionSaysBesidesIsPassedOver() throws NotAManifestException {
        byte[] bytes = sealedWith("{\"kind\": \"git\", \"methods\": {\"a\": \"1\"}, \"problems\": [{\"kind\": 1}]}");

        assertThat(ManifestParser.parse(bytes).code()).isEqualTo(CodeFingerprint.of("git", Map.of("a", "1")));
    }

    /** Fields by these names, at the top, are somebody else's. */
    @Test
    void partsOfTheCodeElsewhereAreNoCode() throws NotAManifestException {
        String text = new String(SampleManifests.bytes(of(CodeFingerprint.none())), UTF_8)
                .replace("{\n  \"art", "{\n  \"code.kind\": \"git\", \"code.methods\": {\"a\": \"1\"},\n  \"art");

        assertThat(ManifestParser.parse(resealed(text)).code()).isEqualTo(CodeFingerprint.none());
    }

    /** Before the input hashes, so that a name in it could pass for their place, or for that of the checksum. */
    @Test
    void namesThatLookLikeOtherFieldsAreNames() throws Exception {
        Map<String, String> methods = Map.of(
                INPUT_HASHES,
                INPUT_HASHES,
                "input_hashes",
                "null",
                "checksum",
                "0".repeat(64),
                "\n  \"checksum\": \"",
                "");
        Manifest written = of(CodeFingerprint.of(INPUT_HASHES, methods));

        assertThat(read(written)).isEqualTo(written);
    }

    /** Which is how a check need not parse hundreds of hashes. */
    @Test
    void expectedCodeThatIsThereIsInTheAnswerItself() throws Exception {
        Manifest written = SampleManifests.complete();
        byte[] bytes = SampleManifests.bytes(written);
        ContentHashes hashes = (ContentHashes) written.inputHashes();

        assertThat(read(bytes, hashes, SampleManifests.CODE).code()).isSameAs(SampleManifests.CODE);
        assertThat(read(bytes, ContentHashes.none(), SampleManifests.CODE).code())
                .isSameAs(SampleManifests.CODE);
    }

    /** What is expected may have problems, what is on record never has. */
    @Test
    void expectedCodeThatWasReadInPartIsNotTakenForTheRecordedOne() throws Exception {
        CodeFingerprint partly = new CodeFingerprint("calls 1", SampleManifests.CODE.methods(), List.of("no class"));
        Manifest written = SampleManifests.complete();

        assertThat(read(SampleManifests.bytes(written), ContentHashes.none(), partly))
                .isEqualTo(written);
    }

    /** Whose text, if nothing in it were escaped, would be that of two names, or of another one in this encoding. */
    @Test
    void expectedCodeThatOnlyLooksLikeTheRecordedOneIsNotTakenForIt() throws Exception {
        Map<String, String> two = Map.of("a", "1", "b", "2");
        Map<String, String> one = Map.of("a\": \"1\",\n      \"b", "2");
        assertThat(readExpecting(two, one)).isEqualTo(two);
        assertThat(readExpecting(one, two)).isEqualTo(one);
        assertThat(readExpecting(Map.of("?", "1"), Map.of("\ud800", "1"))).containsOnlyKeys("?");
        assertThat(readExpecting(Map.of("?", "1"), Map.of("é", "1"))).containsOnlyKeys("?");
        assertThat(readExpecting(Map.of("a", "?"), Map.of("a", "é")))
                .containsOnlyKeys("a")
                .containsValue("?");
    }

    private static Map<String, String> readExpecting(Map<String, String> recorded, Map<String, String> expected)
            throws Exception {
        byte[] bytes = SampleManifests.bytes(of(CodeFingerprint.of("git", recorded)));
        return read(bytes, ContentHashes.none(), CodeFingerprint.of("git", expected))
                .code()
                .methods();
    }

    @Test
    void halfASurrogatePairIsRefusedAndNotReplaced() {
        Manifest manifest = of(CodeFingerprint.of("git", Map.of("\ud800", "1")));

        assertThatIllegalArgumentException().isThrownBy(() -> SampleManifests.bytes(manifest));
    }

    /** With the first, the input hashes lie farther from the beginning than anybody looks for them. */
    @ParameterizedTest
    @ValueSource(ints = {20_000, 200})
    void howeverMuchCodeThereIsItIsReadBackAsItWasWritten(int methods) throws Exception {
        Manifest written = of(CodeFingerprint.of(
                "calls 1",
                IntStream.range(0, methods)
                        .boxed()
                        .collect(Collectors.toMap(i -> "com.acme.Report.method" + i, i -> "%064x".formatted(i)))));

        assertThat(read(written)).isEqualTo(written);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void anyCodeIsReadBackAsItWasWritten(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Map<String, String> methods = new TreeMap<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                methods.put(text(random), text(random));
            }
            Manifest written = of(CodeFingerprint.of("x" + text(random), methods));

            assertThat(read(written)).isEqualTo(written);
        }
    }

    private static String text(Random random) {
        List<String> pieces =
                List.of("a", ".", "<init>", "\"", "\\", "\n", "\u0000", "é", "😀", "\uffff", " ", "{", "},");
        return random.ints(random.nextInt(6), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining());
    }

    private static Manifest of(CodeFingerprint code) {
        return SampleManifests.complete(Golden.HASHES, code);
    }

    private static byte[] sealedWith(String code) {
        String written = new String(SampleManifests.bytes(of(CodeFingerprint.of("git", Map.of("a", "1")))), UTF_8);
        return resealed(written.replaceFirst("(?s)\"code\": \\{.*?\n  }", "\"code\": " + code.replace("\\", "\\\\")));
    }

    private static byte[] resealed(String text) {
        String blank =
                text.replaceFirst("\"checksum\": \"[0-9a-f]*\"", "\"checksum\": \"" + Checksum.PLACEHOLDER + '"');
        return Checksum.over(blank.getBytes(UTF_8)).orElseThrow().fillIn();
    }

    /** Read it with the right input hashes and the right code expected, and with none or some. */
    private static Manifest read(Manifest manifest) throws Exception {
        byte[] bytes = SampleManifests.bytes(manifest);
        Manifest unaided = ManifestParser.parse(bytes);
        for (ContentHashes hashes : List.of(ContentHashes.none(), (ContentHashes) manifest.inputHashes())) {
            for (CodeFingerprint code : List.of(CodeFingerprint.none(), manifest.code(), OTHER)) {
                assertThat(read(bytes, hashes, code)).isEqualTo(unaided);
            }
        }
        return unaided;
    }

    private static Manifest read(byte[] bytes, ContentHashes hashes, CodeFingerprint code) throws Exception {
        OpenManifest open = new OpenManifest(new BytesChannel(bytes, bytes.length), bytes.length);
        return new ManifestReader(open, bytes.length).read(hashes, code);
    }
}
