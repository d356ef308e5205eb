package io.github.stepcache.code.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CompiledSources;
import io.github.stepcache.trust.Effort;
import io.github.stepcache.trust.Harm;
import io.github.stepcache.trust.Tally;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random applications, each changed in a random place a few times: the fingerprint of the step's code shows a change if the
 * step can reach it. What it can reach is known from how the application was made.
 */
class RandomCallGraphTests {

    private static final int GRAPHS_A_SEED = 50;
    private static final int CHANGES_A_GRAPH = 4;

    private static final String SUPERFLUOUS = "superfluous runs";

    /**
     * Of 200. Objects can come from where nothing was reached, and the rules for that know types only: here, where every type is
     * used everywhere, that is more than what is known of how the applications were made.
     */
    private static final int MOST_SUPERFLUOUS = 12;

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Effort.of(1, 24));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void changeShowsIfTheStepCanReachIt(long seed) throws Exception {
        Tally tally = new Tally("random call graphs with seed " + seed);
        List<GeneratedVersion> before = versions(seed, graph -> GeneratedVersion.original(graph, "g" + graph));
        List<CodeFingerprint> recorded = fingerprints("before", before);
        before.forEach(version -> tally.tried("graphs"));
        for (int number = 0; number < CHANGES_A_GRAPH; number++) {
            int change = number;
            List<GeneratedVersion> after =
                    versions(seed, graph -> GeneratedVersion.changed(graph, "g" + graph, graph * 100 + change));
            List<CodeFingerprint> now = fingerprints("after" + change, after);
            for (int graph = 0; graph < GRAPHS_A_SEED; graph++) {
                Set<String> noticed = differences(recorded.get(graph), now.get(graph));
                judge(before.get(graph), after.get(graph), noticed, tally);
            }
        }
        tally.finish();
        assertThat(tally.count(SUPERFLUOUS)).isLessThanOrEqualTo(MOST_SUPERFLUOUS);
    }

    private static Set<String> differences(CodeFingerprint before, CodeFingerprint after) {
        Set<Map.Entry<String, String>> all = new HashSet<>(before.methods().entrySet());
        all.addAll(after.methods().entrySet());
        all.removeIf(entry -> entry.getValue().equals(before.methods().get(entry.getKey()))
                && entry.getValue().equals(after.methods().get(entry.getKey())));
        return all.stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void judge(GeneratedVersion before, GeneratedVersion after, Set<String> noticed, Tally tally) {
        boolean isNoticed = !noticed.isEmpty();
        boolean isReached = !after.reachesWhat(before);
        boolean couldBeReached = !after.couldReachWhat(before);
        String where = after.application().packageName + " " + after.mutation() + " " + noticed;
        tally.check(Harm.FALSE_FRESH, isReached && !isNoticed, where);
        if (isReached) {
            tally.tried("changes that the step reaches");
        } else {
            tally.tried("changes that the step does not reach");
            if (isNoticed) {
                tally.tried(couldBeReached ? "runs for objects that could be around" : SUPERFLUOUS);
            }
        }
        if (!isReached && !couldBeReached && isNoticed) {
            System.out.println("superfluous run of " + where);
        }
    }

    private static List<GeneratedVersion> versions(long seed, LongFunction<GeneratedVersion> version) {
        return LongStream.range(seed * GRAPHS_A_SEED, (seed + 1) * GRAPHS_A_SEED)
                .mapToObj(version)
                .toList();
    }

    private List<CodeFingerprint> fingerprints(String folder, List<GeneratedVersion> versions) throws Exception {
        List<CodeFingerprint> fingerprints = new ArrayList<>();
        try (URLClassLoader loader = load(folder, versions)) {
            for (GeneratedVersion version : versions) {
                fingerprints.add(version.fingerprint(loader));
            }
        }
        return fingerprints;
    }

    private URLClassLoader load(String folder, List<GeneratedVersion> versions) throws IOException {
        Path classes = directory.resolve(folder);
        CompiledSources.with(
                        List.of(),
                        versions.stream().map(GeneratedVersion::source).toArray(String[]::new))
                .writeTo(classes);
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Trace.class.getClassLoader());
    }

    /** What is known of the applications is no less than what happens when they run. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bodiesThatRunAreAmongThoseThatAreKnownToBeReached(long seed) throws Exception {
        List<GeneratedVersion> versions = versions(seed, graph -> GeneratedVersion.original(graph, "g" + graph));
        try (URLClassLoader loader = load("run", versions)) {
            for (GeneratedVersion version : versions) {
                BitSet unknown = version.run(loader);
                unknown.andNot(version.reach().bodies());
                assertThat(unknown.stream().boxed().toList())
                        .as("bodies of %s that ran", version.application().packageName)
                        .isEmpty();
            }
        }
    }
}
