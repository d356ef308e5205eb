package io.github.stepcache;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;

/** What a {@link ChildJvm} runs: the step of the {@link Pipeline} in a directory, in one of several ways. */
final class StepProgram {

    static final String STARTED = "started";
    static final String GO = "go";
    static final String RUNS = "runs.log";

    private final Path base;
    private final Pipeline pipeline;

    private StepProgram(Path base) {
        this.base = base;
        this.pipeline = new Pipeline(base);
    }

    /** The ways. */
    enum Mode {
        /** The process ends in the middle of the step, without a word. */
        HALT,
        /** The same, and the step is forced. */
        FORCED_HALT,
        /** The step creates the file {@link #STARTED} and never ends. */
        HANG,
        /** Four threads wait for the file {@link #GO}, run the step at once, and print its value. */
        FOUR_THREADS
    }

    public static void main(String[] args) throws Exception {
        StepProgram program = new StepProgram(Path.of(args[0]));
        Mode mode = Mode.valueOf(args[1]);
        StepCache cache =
                program.pipeline.settings().force(mode == Mode.FORCED_HALT).build();
        switch (mode) {
            case HALT, FORCED_HALT -> cache.run(program.pipeline.step(), program::halt);
            case HANG -> cache.run(program.pipeline.step(), program::hang);
            case FOUR_THREADS -> program.runTogether(cache);
        }
    }

    private void halt() {
        pipeline.write(Pipeline.OUTPUT, "half a report");
        Runtime.getRuntime().halt(9);
    }

    private void hang() throws InterruptedException {
        pipeline.write(Pipeline.OUTPUT, "half a report").write(STARTED, "");
        new CountDownLatch(1).await();
    }

    private void runTogether(StepCache cache) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        pipeline.write("ready-" + ProcessHandle.current().pid(), "");
        Awaitility.await().pollInterval(1, MILLISECONDS).until(() -> Files.exists(base.resolve(GO)));
        List<Future<StepResult<String>>> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            results.add(threads.submit(() -> cache.run(pipeline.step(), this::workAndCount)));
        }
        for (Future<StepResult<String>> result : results) {
            System.out.println(result.get().value());
        }
        threads.shutdown();
    }

    private String workAndCount() throws Exception {
        String pid = String.valueOf(ProcessHandle.current().pid());
        Files.writeString(base.resolve(RUNS), pid + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        pipeline.work();
        return pid;
    }
}
