package io.github.stepcache.readme;

import io.github.stepcache.batch.CachedSteps;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.context.annotation.Bean;

/** The other examples of docs/batch.md, as they stand there. */
class ImportJob {

    @Bean
    Job imports(JobRepository repository, CachedSteps steps, Step readRows) {
        StepSpec rows = StepSpec.named("rows")
                .inputs("data/raw")
                .outputDir(Path.of("out/rows"))
                .requiredOutputs("rows.jsonl")
                .build();
        return new JobBuilder("imports", repository)
                .start(steps.cached(readRows, rows))
                .build();
    }

    Step cachedPartition(CachedSteps steps, Step worker) {
        return steps.cached(worker, execution -> {
            String file = execution.getExecutionContext().getString("file");
            return StepSpec.named("rows-" + file)
                    .inputs("data/raw/" + file)
                    .outputDir(Path.of("out/rows"))
                    .requiredOutputs(file)
                    .build();
        });
    }
}
