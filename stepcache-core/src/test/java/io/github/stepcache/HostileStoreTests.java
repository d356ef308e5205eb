package io.github.stepcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A store that an enemy writes to: the local directory, or a remote one. What cannot be true of any run of the step is never
 * used, and whoever does not know the secret is not believed at all; then the step runs.
 */
class HostileStoreTests {

    private static final byte[] SECRET = "a secret that is long enough".getBytes(UTF_8);
    private static final String HASH = "\"sha256\":\"";

    @TempDir
    private Path around;

    private SharedStep step;
    private SortedMap<String, String> surroundings;
    private final MemoryStore remote = new MemoryStore();
    private int machines;

    @BeforeEach
    void setUp() {
        step = SharedStep.in(around).input("A");
        surroundings = step.surroundings();
    }

    @AfterEach
    void nothingElseWasTouched() {
        assertThat(step.surroundings()).isEqualTo(surroundings);
        step.close();
    }

    /** Where the enemy writes, and whether people expect signatures. */
    enum Place {
        LOCAL,
        LOCAL_SIGNED,
        REMOTE,
        REMOTE_SIGNED;

        boolean isRemote() {
            return this == REMOTE || this == REMOTE_SIGNED;
        }

        boolean isSigned() {
            return this == LOCAL_SIGNED || this == REMOTE_SIGNED;
        }
    }

    private StepCache cache(Place place, String directory) {
        OutputStore.Builder store = OutputStore.in(around.resolve("store").resolve(directory));
        if (place.isRemote()) {
            store.remote(remote).push(true);
        }
        return step.settings(place.isSigned() ? store.secret(SECRET) : store).build();
    }

    private StepSpec spec() {
        return step.declaration().expireAfter(Duration.ofDays(1)).build();
    }

    /** Keep what is right, and give all that the store has to the enemy. */
    private void keep(Place place) {
        step.run(cache(place, "1"), spec());
    }

    private StepResult<String> restore(Place place) {
        step.deleteOutputs();
        String directory = place.isRemote() ? "of machine " + ++machines : "1";
        return step.run(cache(place, directory), spec());
    }

    private void assertRunsAgain(Place place, String why) {
        int runs = step.runs();
        StepResult<String> result = restore(place);
        assertThat(step.runs()).as(why).isEqualTo(runs + 1);
        assertThat(result.value()).as(why).isEqualTo(SharedStep.value("A"));
        assertThat(step.outputs()).as(why).isEqualTo(SharedStep.outputsOf("A"));
        assertThat(step.surroundings()).as(why).isEqualTo(surroundings);
    }

    /** Change all the records of the store. */
    private void changeRecords(Place place, UnaryOperator<byte[]> change) throws IOException {
        if (place.isRemote()) {
            remote.kept().replaceAll((name, content) -> name.startsWith("ac/") ? change.apply(content) : content);
            return;
        }
        for (Path record : files("ac")) {
            Files.write(record, change.apply(Files.readAllBytes(record)));
        }
    }

    private List<Path> files(String area) throws IOException {
        try (Stream<Path> found = Files.walk(around.resolve("store/1").resolve(area))) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    /** A file more, with content that the store has. */
    private static UnaryOperator<String> withFile(String path) {
        return json -> {
            String file = json.substring(json.indexOf("\"report.txt\":") + 13);
            String name = path.replace("\\", "\\\\").replace("\0", "\\u0000");
            return json.replace(
                    "\"files\":{", "\"files\":{\"" + name + "\":" + file.substring(0, file.indexOf('}') + 1) + ",");
        };
    }

    private static UnaryOperator<String> withDirectory(String path) {
        return json -> json.replace("\"directories\":[", "\"directories\":[\"" + path.replace("\\", "\\\\") + "\",");
    }

    private static UnaryOperator<String> withTime(String time) {
        return json -> json.replaceFirst("\"completed_at\":\"[^\"]*\"", "\"completed_at\":\"" + time + "\"");
    }

    private static Map<String, UnaryOperator<String>> lies() {
        Map<String, UnaryOperator<String>> lies = new TreeMap<>();
        for (String path : List.of(
                "../raw/a.csv",
                "../neighbour/report.txt",
                "parts/../../raw/a.csv",
                "parts/../notes.txt",
                "/tmp/stepcache-hostile",
                "C:/stepcache-hostile",
                "parts\\..\\..\\raw\\a.csv",
                ".report.manifest.json",
                "parts/.other.manifest.json",
                "parts/.report.index",
                "parts/.report.restoring.1-a.tmp/x",
                "parts/.x.lock",
                "notes.txt",
                ".hidden/parts/x",
                "bin/other.txt",
                "PARTS/one.csv",
                "report.txt/x",
                "parts/one.csv/x",
                "parts//x",
                "parts/./x",
                "parts/",
                "parts/a\0b",
                "..",
                ".",
                "")) {
            lies.put("file " + path.replace('\0', '0'), withFile(path));
            if (path.indexOf('\0') < 0 && !path.equals("parts/.x.lock")) {
                lies.put("directory " + path, withDirectory(path));
            }
        }
        lies.put("size of 10 GB", json -> json.replaceFirst("\"size\":\\d+", "\"size\":10737418240"));
        lies.put("size of 8 EB", json -> json.replaceFirst("\"size\":\\d+", "\"size\":" + Long.MAX_VALUE));
        lies.put("size of less", json -> json.replaceFirst("\"size\":\\d+", "\"size\":1"));
        lies.put("negative size", json -> json.replaceFirst("\"size\":\\d+", "\"size\":-1"));
        lies.put("no report", json -> json.replaceFirst("\"report.txt\"", "\"parts/report.txt\""));
        lies.put("no outputs", json -> json.replaceFirst("\"files\":.*$", "\"files\":{}}"));
        lies.put("another step", json -> json.replaceFirst("\"step_name\":\"report\"", "\"step_name\":\"other\""));
        lies.put(
                "another key",
                json -> json.replaceFirst(
                        "\"key\":\"..", "\"key\":\"" + (json.contains("\"key\":\"00") ? "11" : "00")));
        lies.put("another version", json -> json.replaceFirst("\"version\":1", "\"version\":2"));
        lies.put("long ago", withTime("2001-01-01T00:00:00.000000+00:00"));
        lies.put("to come", withTime("2101-01-01T00:00:00.000000+00:00"));
        lies.put("never", withTime("never"));
        lies.put("another type", json -> json.replace("java.lang.String", "java.lang.Integer"));
        lies.put("a type to be loaded", json -> json.replace("java.lang.String", "javax.script.ScriptEngineManager"));
        lies.put("no value", json -> json.replaceFirst("\"value\":\"[^}]*}", "\"value\":\"{\"}"));
        lies.put("unknown content", json -> json.replaceFirst(HASH + "....", HASH + "0000"));
        lies.put("content of another name", json -> json.replaceFirst(HASH + "..", HASH + "/."));
        lies.put("no JSON", json -> json.substring(1));
        lies.put("two records", json -> json + json);
        return lies;
    }

    static Stream<Arguments> liesAtEachPlace() {
        List<Arguments> all = new ArrayList<>();
        for (Place place : Place.values()) {
            lies().keySet().forEach(lie -> all.add(Arguments.of(place, lie)));
        }
        return all.stream();
    }

    /** The enemy knows the secret, if there is one. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("liesAtEachPlace")
    void recordThatCannotBeTrueIsNotUsed(Place place, String lie) throws IOException {
        keep(place);
        UnaryOperator<String> change = lies().getOrDefault(lie, json -> json);
        byte[] secret = place.isSigned() ? SECRET : new byte[0];
        changeRecords(place, record -> {
            byte[] forged = StoreRecords.forge(record, change, secret);
            assertThat(forged).isNotEqualTo(record);
            return forged;
        });

        assertRunsAgain(place, lie);
    }

    @ParameterizedTest
    @EnumSource
    void theTruthIsUsed(Place place) throws IOException {
        keep(place);
        byte[] secret = place.isSigned() ? SECRET : new byte[0];
        changeRecords(place, record -> StoreRecords.forge(record, json -> json, secret));

        assertThat(restore(place).decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
    }

    /** Content that the store has indeed, under a name that the record has signed for other content. */
    @ParameterizedTest
    @EnumSource(names = {"LOCAL_SIGNED", "REMOTE_SIGNED"})
    void recordOfSomebodyWithoutTheSecretIsNotBelieved(Place place) throws IOException {
        for (byte[] secret : List.of(new byte[0], "another secret".getBytes(UTF_8))) {
            keep(place);
            changeRecords(place, record -> StoreRecords.forge(record, json -> json, secret));
            assertRunsAgain(place, "the truth");
            changeRecords(
                    place, record -> StoreRecords.forge(record, json -> json.replace("value of A", "poison"), secret));
            assertRunsAgain(place, "poison");
        }
    }

    @ParameterizedTest
    @EnumSource
    void contentsThatWereExchangedAreNotUsed(Place place) throws IOException {
        keep(place);
        String report = FileHashes.ofFile(step.path("out/report.txt"));
        String part = FileHashes.ofFile(step.path("out/parts/one.csv"));
        if (place.isRemote()) {
            byte[] content = remote.kept().getOrDefault("cas/" + part, new byte[0]);
            remote.kept().put("cas/" + report, content);
        } else {
            Path blob =
                    around.resolve("store/1/cas").resolve(part.substring(0, 2)).resolve(part);
            Path victim = around.resolve("store/1/cas")
                    .resolve(report.substring(0, 2))
                    .resolve(report);
            byte[] content = Files.readAllBytes(blob);
            Files.delete(victim);
            Files.write(victim, content);
        }

        assertRunsAgain(place, "exchanged");
        assertThat(restore(place).decision()).isInstanceOf(Decision.Restored.class); // what was kept anew
    }

    /** A content of the same length, so that only its hash tells. */
    @ParameterizedTest
    @EnumSource
    void contentOfTheSameLengthIsNotUsedEither(Place place) throws IOException {
        keep(place);
        String report = FileHashes.ofFile(step.path("out/report.txt"));
        if (place.isRemote()) {
            remote.kept().put("cas/" + report, "report of B".getBytes(UTF_8));
        } else {
            Path victim = around.resolve("store/1/cas")
                    .resolve(report.substring(0, 2))
                    .resolve(report);
            Files.delete(victim);
            Files.writeString(victim, "report of B");
        }

        assertRunsAgain(place, "poison");
        assertThat(restore(place).decision()).isInstanceOf(Decision.Restored.class); // what was kept anew
    }

    @Test
    void recordOfAnotherInputIsNotUsed() throws IOException {
        keep(Place.LOCAL);
        Path ofA = files("ac").get(0);
        step.input("B");
        keep(Place.LOCAL);
        for (Path record : files("ac")) {
            if (!record.equals(ofA)) {
                Files.copy(record, ofA, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        step.input("A");

        assertRunsAgain(Place.LOCAL, "the record of B");
    }

    @Test
    void linksInTheStoreAreNotFollowed() throws IOException {
        keep(Place.LOCAL);
        String report = FileHashes.ofFile(step.path("out/report.txt"));
        Path blob =
                around.resolve("store/1/cas").resolve(report.substring(0, 2)).resolve(report);
        Files.delete(blob);
        Files.createSymbolicLink(blob, step.path("raw/deep/b.csv"));

        assertRunsAgain(Place.LOCAL, "a link");
        assertThat(Files.isRegularFile(blob, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @Test
    void moreFilesThanAnybodyHasAreNotUsed() throws IOException {
        keep(Place.REMOTE);
        StringBuilder files = new StringBuilder();
        for (int i = 0; i < 260_000; i++) {
            files.append("\"parts/")
                    .append(i)
                    .append("\":{\"size\":1,\"sha256\":\"")
                    .append("0".repeat(64));
            files.append("\",\"executable\":false},");
        }
        changeRecords(
                Place.REMOTE,
                record -> StoreRecords.forge(record, json -> json.replace("\"files\":{", "\"files\":{" + files)));

        assertRunsAgain(Place.REMOTE, "many files");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void remoteStoreInTroubleDoesNoHarm(MemoryStore.Mood mood) {
        keep(Place.REMOTE);
        remote.mood(mood);

        assertRunsAgain(Place.REMOTE, mood.name());
        remote.mood(MemoryStore.Mood.GOOD);
        assertThat(restore(Place.REMOTE).decision()).isInstanceOf(Decision.Restored.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void outputsAreKeptHereWhateverTheRemoteStoreDoes(MemoryStore.Mood mood) {
        remote.mood(mood);
        keep(Place.REMOTE);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
        step.deleteOutputs();

        StepResult<String> result = step.run(cache(Place.LOCAL, "1"), spec());

        assertThat(result.decision()).isInstanceOf(Decision.Restored.class);
    }

    @Test
    void checkAsksNoStore() {
        keep(Place.REMOTE);
        step.deleteOutputs();
        int calls = remote.calls();
        remote.mood(MemoryStore.Mood.RUNS_OUT_OF_MEMORY);
        StepCache cache = cache(Place.REMOTE, "2");

        assertThat(cache.check(spec())).isInstanceOf(Decision.Stale.class);

        assertThat(remote.calls()).isEqualTo(calls);
        assertThat(around.resolve("store/2")).doesNotExist();
    }
}
