package io.github.stepcache.batch;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** A cached tasklet whose calls do what a test says, one after the other. */
class ScriptedTasklet implements Tasklet {

    static final Call CONTINUABLE = (contribution, context) -> RepeatStatus.CONTINUABLE;
    static final Call FINISHED = (contribution, context) -> RepeatStatus.FINISHED;

    private final Workspace work;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    ScriptedTasklet(Workspace work) {
        this.work = work;
    }

    /** What one call does. */
    interface Call {
        @Nullable
        RepeatStatus run(StepContribution contribution, ChunkContext context) throws Exception;
    }

    ScriptedTasklet script(Call... script) {
        calls.clear();
        calls.addAll(List.of(script));
        return this;
    }

    @Override
    @CachedStep(name = "import", inputs = "in", outputDir = "out", requiredOutputs = "rows")
    public @Nullable RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        Call call = calls.poll();
        if (call == null) {
            throw new AssertionError("called too often");
        }
        work.run("call", "out/rows");
        return call.run(contribution, context);
    }
}
