package io.github.stepcache.manifest;

import static io.github.stepcache.manifest.SampleManifests.STEP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading is total: whatever bytes are found, they are an answer and never an exception (3.4). */
@Timeout(10)
class UnreadableManifestTests {

    /** The shortest manifest that there is, to be damaged. */
    private static final String PLAIN = """
            {"completed_at": "2026-03-04T05:06:07+00:00", "input_hashes": {"a": "1"},
             "manifest_version": "1.0.0", "step_name": "report"}
            """;

    @TempDir
    private Path outputDir;

    @Test
    void anUndamagedOneIsReadable() throws IOException {
        assertThat(found(PLAIN).inputHashes()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void anEmptyOneIsSaidToBeEmpty() throws IOException {
        assertThat(assertUnreadable("")).isEqualTo("it is empty");
        assertThat(assertUnreadable(" \n")).isEqualTo("it is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "0", "\"{}\"", "[]", "{", "}", "{\"a\"", "not JSON", "\0"})
    void whatIsNoJsonObjectIsUnreadable(String text) throws IOException {
        assertUnreadable(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "x", "\0", ",", "\ufeff"})
    void whatIsFollowedBySomethingIsUnreadable(String text) throws IOException {
        assertUnreadable(PLAIN + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest_version", "step_name", "completed_at", "input_hashes"})
    void aMissingFieldIsNamed(String field) throws IOException {
        assertThat(assertUnreadable(PLAIN.replace(field, "other"))).contains('"' + field + '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "manifest_version  | 1",
                "manifest_version  | null",
                "step_name         | [\"report\"]",
                "completed_at      | 1772600767",
                "input_hashes      | []",
                "input_hashes      | \"\"",
                "input_hashes      | {\"a\": 1}",
                "input_hashes      | {\"a\": null}",
                "input_hashes      | {\"a\": {\"b\": \"1\"}}",
                "input_hashes      | {\"a\": [\"1\"]}",
                "artifact_versions | null",
                "artifact_versions | {\"schema\": 1}",
                "parameters        | {\"year\": 2024}",
                "code              | \"calls 1\"",
                "code              | {\"kind\": 1, \"methods\": {\"a\": \"1\"}}",
                "code              | {\"kind\": \"git\", \"methods\": [\"a\"]}",
                "code              | {\"kind\": \"git\", \"methods\": {\"a\": null}}",
                "code              | {\"kind\": \"git\", \"methods\": {\"a\": {\"b\": \"1\"}}}",
                "output_dir        | 1",
                "required_outputs  | \"a\"",
                "required_outputs  | [\"a\", 1]",
                "required_outputs  | [[\"a\"]]",
                "boot_id           | {}",
                "output_hashes     | [\"a\"]",
                "output_hashes     | {\"a\": true}",
                "result            | \"42\"",
                "result            | {\"type\": \"int\", \"value\": 42}",
                "duration_ms       | \"1\"",
                "duration_ms       | 1.5",
                "duration_ms       | -1",
                "duration_ms       | 99999999999999999999",
                "state             | null",
                "state             | [\"complete\"]",
                "problem           | {}",
                "checksum          | 0",
                "extra             | []",
                "extra             | null"
            })
    void aValueOfTheWrongTypeIsUnreadableAndItsFieldIsNamed(String field, String value) throws IOException {
        String renamed = PLAIN.replaceFirst("\"" + field + "\": (\"[^\"]*\"|\\{.*?})", "\"old\": 0");
        String text = renamed.replaceFirst("\\{", "{\"" + field + "\": " + value + ", ");

        assertThat(assertUnreadable(text)).contains('"' + field + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"step_name\": \"report\"",
                "\"input_hashes\": {\"a\": \"1\"}",
                "\"step\\u005fname\": \"report\"",
                "\"artifact_versions\": {\"a\": \"1\", \"a\": \"2\"}",
                "\"artifact_versions\": {\"a\": \"1\", \"\\u0061\": \"1\"}",
                "\"code\": {\"kind\": \"git\", \"kind\": \"git\", \"methods\": {\"a\": \"1\"}}",
                "\"code\": {\"kind\": \"git\", \"methods\": {\"a\": \"1\", \"\\u0061\": \"2\"}}",
                "\"code\": {\"kind\": \"git\", \"methods\": {\"a\": \"1\"}, \"methods\": {\"a\": \"1\"}}",
                "\"more\": 1, \"more\": 2",
                "\"more\": {\"a\": {\"b\": 1, \"b\": 1}}",
                "\"more\": [[{\"a\": 1}, {\"b\": 1, \"b\": 1}]]",
                "\"extra\": {\"\": 1, \"\": 1}"
            })
    void aDuplicateKeyIsUnreadableHoweverDeep(String fields) throws IOException {
        assertThat(assertUnreadable(with(fields))).containsIgnoringCase("duplicate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "+INF", "01", "+1", ".5", "5.", "0x1F", "1e", "--1", "undefined"
            })
    void whatIsNoNumberInJsonIsUnreadable(String number) throws IOException {
        assertUnreadable(with("\"extra\": {\"number\": " + number + "}"));
        assertUnreadable(with("\"more\": [" + number + "]"));
    }

    @Test
    void aNumberMayHaveAsManyDigitsAsPythonReads() throws IOException {
        for (String digits : new String[] {"1".repeat(5_000), "0." + "1".repeat(5_000), "1e" + "1".repeat(5_000)}) {
            assertUnreadable(with("\"extra\": {\"number\": " + digits + "}"));
            assertUnreadable(with("\"duration_ms\": " + digits));
        }
        assertThat(found(with("\"extra\": {\"number\": " + "1".repeat(4_300) + "}")))
                .isNotNull();
    }

    @Test
    void nestedHoweverDeepItIsUnreadable() throws IOException {
        for (String open : new String[] {"[", "{\"a\":", "[{\"a\":"}) {
            assertUnreadable(with("\"more\": " + open.repeat(100_000)));
            assertUnreadable(with("\"extra\": {\"a\": " + open.repeat(100_000)));
        }
        assertUnreadable("[".repeat(100_000) + "]".repeat(100_000));
        assertThat(found(with("\"more\": " + "[".repeat(900) + "]".repeat(900))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE", "IBM1047"})
    void anotherEncodingIsUnreadable(String charset) throws IOException {
        assertUnreadable(PLAIN.getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", "\ufffe", "\u00ef\u00bb\u00bf"})
    void aByteOrderMarkIsUnreadable(String mark) throws IOException {
        assertUnreadable((mark + PLAIN).getBytes(UTF_8));
        assertUnreadable((mark + PLAIN).getBytes(StandardCharsets.UTF_16LE));
    }

    @ParameterizedTest
    @CsvSource({
        "lone continuation, 80",
        "never used, ff",
        "Latin-1, e9",
        "overlong slash, c0af",
        "overlong slash of three bytes, e080af",
        "overlong NUL, c080",
        "surrogate, eda080",
        "pair of surrogates, eda0bdedb880",
        "beyond Unicode, f4908080",
        "cut off, e282"
    })
    void whatIsNotStrictUtf8IsUnreadable(String name, String hex) throws IOException {
        String invalid = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        for (String text : new String[] {PLAIN.replace("\"a\"", '"' + invalid + '"'), PLAIN + invalid}) {
            assertThat(assertUnreadable(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .as(name)
                    .contains("UTF-8");
        }
    }

    /** JSON can escape what Unicode has no text for; such a key is read, and equals that of no file. */
    @Test
    void halfASurrogatePairIsReadAndMixedUpWithNothing() throws IOException {
        assertThat(found(PLAIN.replace("\"a\"", "\"\\ud800\"")).inputHashes()).containsOnlyKeys("\ud800");
        for (String key : new String[] {"?", "\ufffd", "", "a"}) {
            assertThat(StepManifests.isFresh(STEP, outputDir, Map.of(key, "1"), Map.of(), List.of()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "now", "2026-03-04", "2026-03-04T05:06:07", "2026-02-30T05:06:07Z", "+1e9-01-01T00:00Z"})
    void whatIsNoTimeIsUnreadable(String time) throws IOException {
        assertUnreadable(PLAIN.replace("2026-03-04T05:06:07+00:00", time));
    }

    @Test
    void anotherOffsetOfTheSameTimeIsTheSameTime() throws IOException {
        String text = PLAIN.replace("05:06:07+00:00", "07:06:07.5+02:00");

        assertThat(found(text).completedAt()).isEqualTo(Instant.parse("2026-03-04T05:06:07.5Z"));
    }

    @Test
    void whatIsSaidOfTheProblemIsOneShortLineWhateverTheFileSays() throws IOException {
        String hostile = "\\n\u001b[31m\u202e" + "x".repeat(100_000);

        assertThat(assertUnreadable(with('"' + hostile + "\": 1, \"" + hostile + "\": 2")))
                .hasSizeLessThan(1_000);
        assertThat(assertUnreadable(PLAIN + hostile)).hasSizeLessThan(1_000);
    }

    private static String with(String fields) {
        return PLAIN.replaceFirst("}\n$", "") + ", " + fields + "}";
    }

    private Manifest found(String text) throws IOException {
        ManifestLookup lookup = SampleManifests.lookUp(outputDir, text.getBytes(UTF_8));
        assertThat(lookup).isInstanceOf(ManifestLookup.Found.class);
        return ((ManifestLookup.Found) lookup).manifest();
    }

    private String assertUnreadable(String text) throws IOException {
        return assertUnreadable(text.getBytes(UTF_8));
    }

    private String assertUnreadable(byte[] bytes) throws IOException {
        ManifestLookup lookup = SampleManifests.lookUp(outputDir, bytes);
        assertThat(lookup).isInstanceOf(ManifestLookup.Unreadable.class);
        ManifestLookup.Unreadable unreadable = (ManifestLookup.Unreadable) lookup;
        assertThat(unreadable.damaged()).isTrue();
        assertThat(unreadable.problem()).isNotBlank().doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\u2028\u2029]");
        return unreadable.problem();
    }
}
