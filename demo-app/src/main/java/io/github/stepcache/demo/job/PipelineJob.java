package io.github.stepcache.demo.job;

import io.github.stepcache.demo.clean.Cleaning;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.dictionary.DictionaryTasklet;
import io.github.stepcache.demo.report.Report;
import io.github.stepcache.demo.strikes.StrikeStatistics;
import io.github.stepcache.demo.traffic.TrafficStatistics;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pipeline: the steps in the order in which each reads what earlier ones wrote. */
@Configuration(proxyBeanMethods = false)
class PipelineJob {

    private final JobRepository repository;

    PipelineJob(JobRepository repository) {
        this.repository = repository;
    }

    @Bean
    Job pipeline(
            DictionaryTasklet dictionary,
            Cleaning cleaning,
            StrikeStatistics strikes,
            TrafficStatistics traffic,
            Report report,
            RunSummary summary) {
        SimpleJobBuilder job =
                new JobBuilder("pipeline", repository).listener(summary).start(step("dictionary", dictionary));
        for (String dataset : Dataset.titles()) {
            job.next(step("clean-" + dataset, () -> cleaning.clean(dataset)));
        }
        return job.next(step("strikes", strikes::count))
                .next(step("traffic", traffic::count))
                .next(step("report", report::write))
                .build();
    }

    private Step step(String name, Work work) {
        return step(name, (contribution, chunkContext) -> {
            work.run();
            return RepeatStatus.FINISHED;
        });
    }

    private Step step(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository).tasklet(tasklet).build();
    }

    /** A method of a bean, called through its proxy: a cached step. */
    private interface Work {
        void run() throws Exception;
    }
}
