package io.github.stepcache.demo.dictionary;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.stereotype.Component;

/** Writes the profile of every column of every raw file; a tasklet that is itself a cached step. */
@Component
public class DictionaryTasklet implements Tasklet {

    private final Workspace workspace;

    /** Profile the raw files of a workspace. */
    public DictionaryTasklet(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    @CachedStep(
            name = "dictionary",
            inputs = "data/raw",
            extensions = ".csv",
            outputDir = "out/dictionary",
            requiredOutputs = "dictionary.jsonl")
    public RepeatStatus execute(StepContribution contribution, ChunkContext chunkContext) throws IOException {
        Jsonl.write(workspace.dictionary(), Dictionary.of(workspace.raw()));
        return RepeatStatus.FINISHED;
    }
}
