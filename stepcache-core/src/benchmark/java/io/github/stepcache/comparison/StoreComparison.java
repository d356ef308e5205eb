package io.github.stepcache.comparison;

import io.github.stepcache.comparison.Rival.MissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The main program for the store: keeps and restores trees of outputs, in turn with {@code cp} and Turborepo, and asks how much
 * each has on the disk after ten changes. It prints the table of {@code docs/performance.md}.
 */
final class StoreComparison {

    private static final List<String> ROWS = List.of(
            "D2 keep", "D2 restore", "D3 keep", "D3 restore", "D2 bytes after ten runs", "D3 bytes after ten runs");

    private static final List<List<String>> OTHERS =
            List.of(List.of("cp", "--version"), List.of("git", "--version"), List.of("node", "--version"));

    /** How often one file in a hundred changes. */
    private static final int RUNS = 10;

    private final Options options;
    private final Path base;
    private final Aside aside;
    private final List<Row> rows = new ArrayList<>();

    private StoreComparison(Options options) {
        this.options = options;
        this.base = options.data().resolve(options.scale().name().toLowerCase(Locale.ROOT));
        this.aside = new Aside(base.resolve("aside"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("benchmark.home"));
        Options options =
                Options.parse(home.resolve("../../target/benchmark/data").normalize(), arguments);
        if (options.single()) {
            new StoreComparison(options).run();
            return;
        }
        List<Row> rows = RowByRow.run(StoreComparison.class, ROWS, options, arguments);
        new StoreComparison(options).aside.delete(); // what all rows have put there
        System.out.println(Machine.describe(options, OTHERS) + "\n" + Table.of(rows));
        if (rows.stream().anyMatch(row -> row.verdict().equals("FAILED"))) {
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        compare(DataSet.D2);
        compare(DataSet.D3);
        rows.forEach(row -> System.out.println(row.line()));
    }

    private void compare(DataSet data) throws IOException, InterruptedException {
        String keep = data + " keep";
        String restore = data + " restore";
        String bytes = data + " bytes after ten runs";
        if (!options.wants(keep) && !options.wants(restore) && !options.wants(bytes)) {
            return;
        }
        Path source = source(data);
        Path work = base.resolve("store-" + data);
        aside.take(work); // what an earlier run was interrupted in
        CopiedTree copy = new CopiedTree(source, work.resolve("copy"), aside);
        TurboTree turbo = new TurboTree(source, work.resolve("turbo"), aside);
        try (StoredTree ours = new StoredTree(source, work.resolve("ours"), aside)) {
            if (options.wants(keep)) {
                run(new Contest(keep, ours.keeping())
                        .against(copy.plainly(), Goal.time(2))
                        .against(copy.withoutClones(), Goal.time(2))
                        .against(turbo.keeping(), Goal.time(1)));
            }
            if (options.wants(restore)) {
                run(new Contest(restore, ours.restoring())
                        .against(copy.plainly(), Goal.time(2))
                        .against(copy.withoutClones(), Goal.time(2))
                        .against(turbo.restoring(), Goal.time(1)));
            }
            if (options.wants(bytes)) {
                bytes(bytes, data, source, ours, turbo);
            }
        } finally {
            aside.take(work);
        }
    }

    private void run(Contest contest) throws InterruptedException {
        rows.addAll(contest.run(options));
    }

    private void bytes(String what, DataSet data, Path source, StoredTree ours, TurboTree turbo)
            throws IOException, InterruptedException {
        System.err.println(what);
        StoredTree.Change change = (tree, turn) -> data.change(tree, options.scale(), turn);
        long used = ours.bytesAfter(RUNS, change);
        if (options.wantsRival("a copy a run")) {
            rows.add(row(what, used, "a copy a run", (RUNS + 1) * Disk.used(source)));
        }
        if (options.wantsRival("turbo")) {
            try {
                rows.add(row(what, used, "turbo", turbo.bytesAfter(RUNS, change)));
            } catch (MissingException e) {
                rows.add(new Row(
                        what, figure(used), "turbo", "missing: " + e.getMessage(), "-", "<= 0.15", "not measured"));
            }
        }
    }

    private Row row(String what, long ours, String rival, long theirs) {
        Goal goal = Goal.time(0.15);
        double ratio = goal.ratio((double) ours, (double) theirs);
        String verdict = !options.scale().isJudged() ? "not judged" : goal.isMet(ratio) ? "met" : "MISSED";
        return new Row(
                what,
                figure(ours),
                rival,
                figure(theirs),
                String.format(Locale.ROOT, "%.3f", ratio),
                goal.toString(),
                verdict);
    }

    private static String figure(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** Where the other comparison has its data as well. */
    private Path source(DataSet data) throws IOException {
        Path directory =
                data == DataSet.D3 ? new Workspace(base.resolve("workspace")).inputs() : base.resolve(data.name());
        data.make(directory, options.scale());
        return directory;
    }
}
