package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application with a batch job and a runner, which say so when they run. */
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
class PlanProgram implements DisposableBean {

    @CachedStep(name = "import", inputs = "data", outputDir = "out", requiredOutputs = "rows.json")
    public void importRows() {
        System.out.println("STEP RUNS");
    }

    @Bean
    static Job job(JobRepository repository, PlanProgram steps) {
        return new JobBuilder("job", repository)
                .start(new StepBuilder("import", repository)
                        .tasklet((contribution, chunk) -> {
                            System.out.println("JOB RUNS");
                            steps.importRows();
                            return RepeatStatus.FINISHED;
                        })
                        .build())
                .build();
    }

    @Bean
    static ApplicationRunner runner() {
        return arguments -> System.out.println("RUNNER RUNS");
    }

    @Override
    public void destroy() {
        System.out.println("BEANS ARE CLOSED");
    }

    public static void main(String[] arguments) {
        SpringApplication.run(PlanProgram.class, arguments);
        System.out.println("MAIN GOES ON");
    }
}
