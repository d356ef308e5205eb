package io.github.stepcache.comparison;

import io.github.stepcache.benchmark.SampleStep;
import io.github.stepcache.benchmark.SampleStep.Evidence;
import io.github.stepcache.fingerprint.FileHashes;
import io.github.stepcache.manifest.StepManifests;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/** The main program: makes the data, lets everybody take turns, and prints the table of {@code docs/performance.md}. */
final class Comparison {

    private static final List<String> ROWS = List.of(
            "D1 content hash",
            "D2 content hash",
            "D3 content hash",
            "D3 check, index",
            "D3 check, fresh JVM",
            "D4 check, index",
            "D4 check, content",
            "D4 @CachedStep, beside check",
            "D3 manifest, compare",
            "D3 manifest, save",
            "D5 manifest, compare",
            "D5 manifest, save",
            "D5 check, index",
            "D5 content hash and save");

    private static final List<List<String>> OTHERS = List.of(
            List.of("python3", "--version"),
            List.of("cc", "--version"),
            List.of("openssl", "version"),
            List.of("git", "--version"));

    private static final String SPRING_CALL = "io.github.stepcache.comparison.SpringCall";

    private final Options options;
    private final Scale scale;
    /** All paths of steps are relative to this directory. */
    private final Path base;

    private final Yardsticks yardsticks;
    private final Workspace workspace;
    private final List<Row> rows = new ArrayList<>();

    private Comparison(Options options, Path home) {
        this.options = options;
        this.scale = options.scale();
        this.base = options.data().resolve(scale.name().toLowerCase(Locale.ROOT));
        this.yardsticks = new Yardsticks(home, options.data().resolve("bin"));
        this.workspace = new Workspace(base.resolve("workspace"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("benchmark.home"));
        Options options =
                Options.parse(home.resolve("../../target/benchmark/data").normalize(), arguments);
        if (options.single()) {
            new Comparison(options, home).run();
            return;
        }
        List<Row> rows = RowByRow.run(Comparison.class, ROWS, options, arguments);
        System.out.println(Machine.describe(options, OTHERS) + "\n" + Table.of(rows));
    }

    private void run() throws IOException, InterruptedException {
        contentHashes();
        checksOfManyFiles();
        checksOfFewFiles();
        manifests(DataSet.D3, Goal.time(0.15), Goal.time(0.15));
        manifests(DataSet.D5, Goal.time(0.07), Goal.time(0.09));
        littleMemory();
        rows.forEach(row -> System.out.println(row.line()));
    }

    private void contentHashes() throws IOException, InterruptedException {
        if (options.wants("D1 content hash")) {
            Path files = make(DataSet.D1);
            run(hashContest("D1 content hash", files)
                    .against(yardsticks.reference("hash", files), Goal.time(0.85))
                    .against(yardsticks.openssl(1, DataSet.D1.bytes(scale)), Goal.throughput(0.97)));
        }
        if (options.wants("D2 content hash")) {
            Path files = make(DataSet.D2);
            run(hashContest("D2 content hash", files)
                    .against(yardsticks.reference("hash", files), Goal.time(0.48))
                    .against(yardsticks.openssl(2, DataSet.D2.bytes(scale)), Goal.throughput(0.84)));
        }
        if (options.wants("D3 content hash")) {
            Path files = make(DataSet.D3);
            run(hashContest("D3 content hash", files)
                    .against(yardsticks.reference("hash", files), Goal.time(0.11))
                    .against(yardsticks.floor(files, 2), Goal.time(1.3)));
        }
    }

    private void checksOfManyFiles() throws IOException, InterruptedException {
        if (!options.wants("D3 check, index") && !options.wants("D3 check, fresh JVM")) {
            return;
        }
        String inputs = inputs(DataSet.D3);
        SampleStep step = remembered(inputs, Evidence.INDEX);
        if (options.wants("D3 check, index")) {
            run(contest("D3 check, index", 1, step::check)
                    .against(workspace.gitStatus(), Goal.time(1.15))
                    .against(workspace.turboRun(), Goal.time(0.13)));
        }
        if (options.wants("D3 check, fresh JVM")) {
            Program check = Program.java(List.of(), FreshJvmCheck.class, base.toString(), inputs);
            run(new Contest("D3 check, fresh JVM", Rival.of("StepCache", check::timed))
                    .against(workspace.gitStatus(), Goal.time(2.5)));
        }
    }

    private void checksOfFewFiles() throws IOException, InterruptedException {
        if (options.wants("D4 check, index")) {
            SampleStep step = remembered(inputs(DataSet.D4), Evidence.INDEX);
            run(contest("D4 check, index", 1000, step::check).against(Yardsticks.limit("60 µs", 60e-6), Goal.time(1)));
        }
        if (options.wants("D4 check, content")) {
            Path files = make(DataSet.D4);
            SampleStep step = remembered(inputs(DataSet.D4), Evidence.CONTENT);
            run(contest("D4 check, content", 1000, step::check)
                    .against(yardsticks.reference("check", files, base.resolve("out/reference-D4")), Goal.time(0.25)));
        }
        if (options.wants("D4 @CachedStep, beside check")) {
            String inputs = inputs(DataSet.D4);
            run(new Contest("D4 @CachedStep, beside check", springCall(inputs))
                    .against(Yardsticks.limit("15 µs", 15e-6), Goal.time(1)));
        }
    }

    /** It needs a class path with Spring, and so a process of its own. */
    private Rival springCall(String inputs) {
        Path classes = Path.of(System.getProperty("benchmark.spring"));
        return Rival.of("StepCache", () -> {
            String libraries = Files.readString(classes.resolve("benchmark/comparison.classpath"));
            String classPath =
                    String.join(File.pathSeparator, classes + "/test-classes", classes + "/classes", libraries);
            String warmUp = Double.toString(scale.warmUpSeconds());
            return Program.java(List.of(), classPath, SPRING_CALL, base.toString(), inputs, warmUp)
                    .timedByItself();
        });
    }

    private void manifests(DataSet data, Goal toCompare, Goal toSave) throws IOException, InterruptedException {
        String compare = data + " manifest, compare";
        String save = data + " manifest, save";
        if (!options.wants(compare) && !options.wants(save)) {
            return;
        }
        Path files = make(data);
        SortedMap<String, String> hashes = FileHashes.ofDirectory(files);
        Path ours = base.resolve("out/manifest-" + data);
        Path theirs = base.resolve("out/reference-manifest-" + data);
        save(ours, hashes);
        if (options.wants(compare)) {
            run(contest(compare, 1, () -> compare(ours, hashes))
                    .against(yardsticks.reference("compare", files, theirs), toCompare));
        }
        if (options.wants(save)) {
            run(contest(save, 1, () -> save(ours, hashes))
                    .against(yardsticks.reference("save", files, theirs), toSave));
        }
    }

    private void littleMemory() throws IOException, InterruptedException {
        if (options.wants("D5 check, index")) {
            String inputs = inputs(DataSet.D5);
            remembered(inputs, Evidence.INDEX);
            rows.add(LittleMemory.row("D5 check, index", LittleMemory.Work.CHECK, base, inputs, scale));
        }
        if (options.wants("D5 content hash and save")) {
            String inputs = inputs(DataSet.D5);
            rows.add(
                    LittleMemory.row("D5 content hash and save", LittleMemory.Work.HASH_AND_SAVE, base, inputs, scale));
        }
    }

    private Contest contest(String what, int repeats, Callable<String> ours) {
        return new Contest(what, new Ours<>(scale.warmUpSeconds(), repeats, ours, result -> result));
    }

    private Contest hashContest(String what, Path files) {
        return new Contest(
                what, new Ours<>(scale.warmUpSeconds(), 1, () -> FileHashes.ofDirectory(files), Summary::of));
    }

    private void run(Contest contest) throws InterruptedException {
        rows.addAll(contest.run(options));
    }

    private Path make(DataSet data) throws IOException {
        Path directory = data == DataSet.D3 ? workspace.inputs() : base.resolve(data.name());
        data.make(directory, scale);
        return directory;
    }

    private String inputs(DataSet data) throws IOException {
        return base.relativize(make(data)).toString();
    }

    private SampleStep remembered(String inputs, Evidence evidence) throws IOException {
        SampleStep step = new SampleStep(base, inputs, evidence);
        step.remember();
        return step;
    }

    private static String save(Path directory, SortedMap<String, String> entries) throws IOException {
        StepManifests.save("sample", directory, entries, Map.of(), Map.of());
        return "saved";
    }

    private static String compare(Path directory, SortedMap<String, String> entries) {
        return StepManifests.isFresh("sample", directory, entries, Map.of(), List.of()) ? "fresh" : "stale";
    }
}
