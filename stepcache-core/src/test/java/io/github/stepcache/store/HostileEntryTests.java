package io.github.stepcache.store;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.stepcache.manifest.HostileBytes;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write to a store can write any JSON under a checksum that holds: it is an entry, or is refused in words. */
class HostileEntryTests {

    private static final String HASH = "b".repeat(64);

    /** What is written as {@code '} stands for a quotation mark, here and in all that is put into it. */
    private static final String VALID = """
            {'version':1,'key':'KEY','step_name':'report','completed_at':'2026-11-23T08:09:10.123456+00:00',\
            'duration_ms':1,'result':{'type':'T','value':'V'},'directories':['d'],\
            'files':{'a':{'size':1,'sha256':'HASH','executable':false}}}""";

    @Test
    void recordThatTheOthersAreMadeOfIsRead() throws NotAnEntryException {
        StoreEntry entry = read(json(VALID));

        assertThat(entry.files()).containsOnlyKeys("a");
        assertThat(entry.directories()).containsExactly("d");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            'version':1,                | ``                                 | no version
            'version':1                 | 'version':2                        | version 2
            'version':1                 | 'version':'1'                      | "version" has a value of the wrong type
            'version':1                 | 'version':1.0                      | "version" has a value of the wrong type
            'version':1                 | 'version':null                     | "version" has a value of the wrong type
            'version':1                 | 'version':1,'version':1            | Duplicate
            'version':1                 | 'version':1,'links':{}             | field "links", which is not known
            'version':1                 | 'version':1,'\\n':{}               | field "\\n", which is not known
            'key':'KEY',                | ``                                 | no version, key
            'KEY'                       | 'abc'                              | its key is none
            'KEY'                       | 'HASH'                             | record of another key
            'KEY'                       | {}                                 | "key" has a value of the wrong type
            'report'                    | '../report'                        | it is of no step
            'report'                    | ''                                 | it is of no step
            'report'                    | 1                                  | "step_name" has a value of the wrong type
            2026-11-23                  | 2026-11-31                         | not a time
            2026-11-23                  | 1969-12-31                         | out of range
            2026-11-23                  | +10000-01-01                       | out of range
            2026-11-23                  | -0001-01-01                        | out of range
            2026-11-23                  | 0000-01-01                         | out of range
            2026-11-23                  | +9999999999-01-01                  | not a time
            08:09:10                    | 24:00:00                           | not a time
            08:09:10                    | 08:09:60                           | not a time
            .123456                     | ``                                 | not a time
            .123456                     | .1234567                           | not a time
            +00:00                      | +01:00                             | not a time
            +00:00                      | Z                                  | not a time
            'duration_ms':1             | 'duration_ms':-1                   | duration is out of range
            'duration_ms':1             | 'duration_ms':-9223372036854775808 | duration is out of range
            'duration_ms':1             | 'duration_ms':9223372036854775807  | duration is out of range
            'duration_ms':1             | 'duration_ms':9223372036854775808  | "duration_ms" has a value of the wrong type
            'duration_ms':1             | 'duration_ms':NaN                  | not valid JSON
            'duration_ms':1             | 'duration_ms':1e3                  | "duration_ms" has a value of the wrong type
            'type':'T',                 | ``                                 | no type or no value
            'type':'T'                  | 'type':null                        | "type" has a value of the wrong type
            'type':'T'                  | 'type':'T','more':1                | field "more", which is not known
            'V'                         | '\\ud800'                          | half a surrogate pair
            'V'                         | ['V']                              | "value" has a value of the wrong type
            {'type':'T','value':'V'}    | null                               | "result" has a value of the wrong type
            'd'                         | 'd','d'                            | is there twice
            'd'                         | ['d']                              | "directories" has a value of the wrong type
            'd'                         | null                               | "directories" has a value of the wrong type
            'd'                         | 'a'                                | is a file and a directory
            'd'                         | 'a/b'                              | is a file and a directory
            'd'                         | '..'                               | is refused
            'd'                         | ''                                 | it is empty
            ['d']                       | {'d':1}                            | "directories" has a value of the wrong type
            'a':                        | '../a':                            | path "../a" is refused
            'a':                        | '/etc/passwd':                     | it is absolute
            'a':                        | '\\u002fetc/passwd':               | it is absolute
            'a':                        | 'd\\\\..\\\\a':                    | a backslash
            'a':                        | 'a\\u0000':                        | a NUL
            'a':                        | '\\udc00':                         | half a surrogate pair
            'a':                        | '.report.manifest.json':           | as the cache calls its own files
            'a':{                       | 'a':{},'a':{                       | no size, no hash
            'a':{                       | 'b':null,'a':{                     | "b" has a value of the wrong type
            'size':1                    | 'size':-1                          | no size or no SHA-256
            'size':1                    | 'size':9223372036854775808         | "size" has a value of the wrong type
            'size':1                    | 'size':'1'                         | "size" has a value of the wrong type
            'size':1                    | 'size':1,'size':1                  | Duplicate
            'size':1                    | 'size':1,'link':'/etc/passwd'      | field "link", which is not known
            'size':1,                   | ``                                 | no size, no hash
            'HASH'                      | '../HASH'                          | no size or no SHA-256
            'HASH'                      | ''                                 | no size or no SHA-256
            'HASH'                      | null                               | "sha256" has a value of the wrong type
            false                       | 0                                  | "executable" has a value of the wrong type
            false                       | null                               | "executable" has a value of the wrong type
            false                       | 'false'                            | "executable" has a value of the wrong type
            ,'executable':false         | ``                                 | not whether it can
            """)
    void recordWithOneHostilePlaceIsRefused(String place, String hostile, String problem) {
        String text = VALID.replace(place, hostile);

        assertThat(text).isNotEqualTo(VALID);
        assertThat(problem(json(text))).contains(problem);
    }

    @Test
    void sizesThatAddUpToMoreThanANumberHoldsAreRefused() {
        String huge = "{'size':9223372036854775807,'sha256':'HASH','executable':false}";

        assertThat(problem(json(VALID.replace("'files':{", "'files':{'b':" + huge + ",'c':" + huge + ","))))
                .contains("add up to more");
    }

    @Test
    void bytesThatAreNoJsonOfThisKindAreRefused() {
        String valid = new String(json(VALID), UTF_8);
        List<byte[]> hostile = List.of(
                new byte[0],
                new byte[1_000],
                "null".getBytes(UTF_8),
                "[]".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                "{".getBytes(UTF_8),
                valid.substring(1).getBytes(UTF_8),
                (valid + "{}").getBytes(UTF_8),
                ("\uFEFF" + valid).getBytes(UTF_8),
                valid.getBytes(UTF_16),
                valid.replace("report", "\u00FC").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, // half a surrogate pair
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"'}, // a slash that is longer than it need be
                valid.replace(":1,", ":" + "1".repeat(5_000) + ",").getBytes(UTF_8),
                ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8),
                ("{\"files\":" + "{\"a\":".repeat(100_000)).getBytes(UTF_8),
                ("{\"directories\":" + "[".repeat(100_000)).getBytes(UTF_8),
                ("{\"" + "a".repeat(1_000_000) + "\":1}").getBytes(UTF_8));

        assertThat(hostile).allSatisfy(bytes -> assertThat(problem(bytes)).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void recordMutatedByChanceIsAnEntryOrNone(long seed) {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] mutated = HostileBytes.mutation(json(VALID), random).bytes();
            try {
                StoreEntry entry = read(mutated);
                EntryText text = new EntryText(Optional.empty());
                assertThat(text.read(text.write(entry), SampleEntries.KEY)).isEqualTo(entry);
            } catch (NotAnEntryException e) {
                assertThat(e.problem()).isNotBlank().hasLineCount(1);
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 4_999);
    }

    private static byte[] json(String text) {
        return text.replace("KEY", SampleEntries.KEY.hash())
                .replace("HASH", HASH)
                .replace('\'', '"')
                .getBytes(UTF_8);
    }

    private static StoreEntry read(byte[] json) throws NotAnEntryException {
        byte[] text = new EntrySeal(Optional.empty()).seal(json);
        return new EntryText(Optional.empty()).read(text, SampleEntries.KEY);
    }

    private static String problem(byte[] json) {
        NotAnEntryException refused = catchThrowableOfType(NotAnEntryException.class, () -> read(json));
        assertThat(refused.problem()).hasLineCount(1).hasSizeLessThan(600);
        return refused.problem();
    }
}
