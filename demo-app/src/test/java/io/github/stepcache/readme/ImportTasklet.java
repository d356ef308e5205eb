package io.github.stepcache.readme;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** The first example of docs/batch.md, as it stands there. */
@Component
class ImportTasklet implements Tasklet {

    @Override
    @CachedStep(
            name = "import-#{#chunkContext.stepContext.jobParameters['study']}",
            inputs = "data/raw",
            outputDir = "out/import",
            requiredOutputs = "rows.jsonl")
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        return writeNextPart() ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
    }

    private static boolean writeNextPart() throws IOException {
        Files.writeString(Path.of("out/import/rows.jsonl"), "");
        return false;
    }
}
