package io.github.stepcache.trust;

import static io.github.stepcache.OutputVerification.CONTENT;
import static io.github.stepcache.OutputVerification.EXISTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.OutputVerification;
import io.github.stepcache.trust.PowerStep.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In which order a run asks the system to write, force and rename, as a trace of its system calls tells (contract 3.3,
 * 3.5). What is between the two parts that are compared here is the step's own work.
 */
@Tag("trust")
class TraceTests {

    private static final String MANIFEST = "build/out/.harvest.manifest.json";
    private static final String INDEX = "build/out/.harvest.index";
    private static final String TEMPORARY = MANIFEST + ".UNIQUE.tmp";

    private Path base;
    private Path scratch;

    @BeforeEach
    void makeDirectories(@TempDir Path directory) throws IOException {
        base = Files.createDirectory(directory.toRealPath().resolve("base"));
        scratch = Files.createDirectory(directory.resolve("scratch"));
    }

    @ParameterizedTest
    @EnumSource(value = Start.class, mode = EnumSource.Mode.EXCLUDE, names = "RESTORED") // it is the cache's work
    void recordIsSafelyOnTheDiskBeforeTheStepBeginsAndAfterItEnds(Start start) throws Exception {
        Changes changes = trace(start, CONTENT);

        assertThat(changes.before()).isEqualTo(replacedBy("running"));
        assertThat(changes.between()).noneMatch(Changes::isOfTheCache);
        if (start == Start.FAILING) {
            assertThat(changes.after()).isEqualTo(replacedBy("failed"));
        } else {
            assertRemembered(changes.after());
        }
    }

    /** Nothing but the record vouches for outputs whose content is not looked at. */
    @ParameterizedTest
    @EnumSource(
            value = Start.class,
            names = {"COLD", "CHANGED", "FORCED"})
    void outputsAreForcedBeforeTheRecordWhereTheirContentIsNotVerified(Start start) throws Exception {
        Changes changes = trace(start, EXISTS);
        int forced = changes.after().indexOf(replacedBy("complete").get(0));

        assertThat(changes.before()).isEqualTo(replacedBy("running"));
        assertThat(changes.between()).noneMatch(Changes::isOfTheCache);
        assertThat(changes.after().subList(0, forced))
                .containsExactlyInAnyOrder(
                        "fsync build/out/report.txt",
                        "fsync build/out/index.db",
                        "fsync build/out/parts/2024/a.csv",
                        "fsync build/out/tree/branch/leaf.txt",
                        "fsync store/latest.txt", // links lead there
                        "fsync store/2024/summary.txt",
                        "fsync store/2024",
                        "fsync store",
                        "fsync build/out/parts/2024",
                        "fsync build/out/parts",
                        "fsync build/out/tree/branch",
                        "fsync build/out/tree",
                        "fsync build/out",
                        "fsync build", // where the first run has created the output directory
                        "fsync .");
        assertRemembered(changes.after().subList(forced, changes.after().size()));
    }

    @Test
    void failedStepForcesNoOutputs() throws Exception {
        assertThat(trace(Start.FAILING, EXISTS).after()).isEqualTo(replacedBy("failed"));
    }

    /** The 3rd force is the first of an output; a second one of the same file would report success and mean nothing. */
    @Test
    void outputThatCannotBeForcedIsNotTriedAgainAndNothingIsRemembered() throws Exception {
        Changes changes = trace(Start.CHANGED, EXISTS, "-e", "inject=fsync:error=EIO:when=3");

        assertThat(changes.after()).isEqualTo(replacedBy("not-remembered"));
        assertThat(new PowerStep(base, Start.CHANGED, EXISTS).isRight()).isTrue();
        assertThat(new PowerStep(base, Start.CHANGED, EXISTS).isFresh()).isFalse();
    }

    private Changes trace(Start start, OutputVerification verification, String... options) throws Exception {
        new PowerStep(base, start, verification).prepare(start);
        return Changes.split(TraceOfChanges.of(
                base, scratch, List.of(options), PowerStep.class, base, start.name(), verification.name()));
    }

    /** The index comes last, and need not be forced: it is believed only until the machine is started anew. */
    private static void assertRemembered(List<String> changes) {
        List<String> complete = replacedBy("complete");
        assertThat(changes).startsWith(complete.toArray(String[]::new));
        assertThat(changes.stream().skip(complete.size()).distinct())
                .containsExactly(
                        "open to write " + TEMPORARY, "write " + TEMPORARY, "rename " + TEMPORARY + " to " + INDEX);
    }

    private static List<String> replacedBy(String state) {
        return List.of(
                "open to write " + TEMPORARY,
                "write " + TEMPORARY + " state " + state,
                "fsync " + TEMPORARY,
                "rename " + TEMPORARY + " to " + MANIFEST,
                "fsync build/out");
    }

    /** What the cache changed before and after the step's own work, and what happened between. */
    private record Changes(List<String> before, List<String> between, List<String> after) {

        static Changes split(List<String> all) {
            List<String> changes =
                    all.stream().filter(change -> !change.endsWith(".lock")).toList();
            int first = changes.indexOf("open to write build/out/report.txt");
            int last = changes.size();
            while (last > 0 && isOfTheCache(changes.get(last - 1))) {
                last--;
            }
            Stream<String> before = changes.stream().limit(first).filter(change -> !change.startsWith("mkdir "));
            return new Changes(before.toList(), changes.subList(first, last), changes.subList(last, changes.size()));
        }

        /** The step itself forces data alone. */
        static boolean isOfTheCache(String change) {
            return change.startsWith("fsync ") || change.contains(MANIFEST);
        }
    }
}
