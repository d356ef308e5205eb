package io.github.stepcache.integration;

import io.github.stepcache.StepCache;
import io.github.stepcache.batch.CachedSteps;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.messaging.Message;

/** A worker of Spring Batch on another machine: it takes steps from a queue, and runs them through its cache. */
final class WorkerProgram {

    static final String READY = "READY";
    static final String RAN = "RAN ";

    private static final String WHOLE = "whole";

    private WorkerProgram() {}

    /** Work until there is something to read. */
    public static void main(String[] arguments) throws Exception {
        RemoteBatch batch = new RemoteBatch(arguments[0]);
        Path base = Path.of(arguments[1]);
        try (OutputStore store = OutputStore.in(base.resolve("store"))
                .remote(S3Server.store(URI.create(arguments[2])))
                .push(true)
                .build()) {
            StepCache cache = StepCache.builder().baseDir(base).store(store).build();
            Step step = new CachedSteps(cache, batch.repository())
                    .cached(rows(batch, base), execution -> declaration(file(execution)));
            StepExecutionRequestHandler handler = new StepExecutionRequestHandler();
            handler.setJobRepository(batch.repository());
            handler.setStepLocator(name -> step);
            System.out.println(READY);
            while (System.in.available() == 0) {
                Message<?> request = batch.requests().receive(50);
                if (request != null) {
                    handler.handle((StepExecutionRequest) request.getPayload());
                }
            }
        }
    }

    private static StepSpec declaration(String file) {
        return StepSpec.named("rows-" + file)
                .inputs("data/" + file)
                .outputDir(Path.of("out"))
                .requiredOutputs(file)
                .build();
    }

    private static Step rows(RemoteBatch batch, Path base) {
        return new StepBuilder(RemoteBatch.WORKER_STEP, batch.repository())
                .tasklet(
                        (contribution, chunk) -> {
                            String file = file(contribution.getStepExecution());
                            String rows = Files.readString(base.resolve("data").resolve(file));
                            Files.writeString(base.resolve("out").resolve(file), "rows of " + rows);
                            System.out.println(RAN + file);
                            return RepeatStatus.FINISHED;
                        },
                        batch.transactions())
                .build();
    }

    private static String file(StepExecution execution) {
        return execution.getExecutionContext().getString(RemoteBatch.FILE, WHOLE);
    }
}
