package io.github.stepcache.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Spring Batch decides where steps run: in partitions, or as a RemoteStep. Its workers share what their steps leave. */
@Timeout(300)
class RemoteBatchTests {

    private static final String[] FILES = {"a.csv", "b.csv", "c.csv", "d.csv"};
    private static final int STEPS = FILES.length + 1;

    @TempDir
    private Path scratch;

    private Server database;
    private S3Server store;
    private String url;
    private RemoteBatch batch;

    @BeforeEach
    void startServers() throws Exception {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        url = "jdbc:h2:tcp://localhost:" + database.getPort() + "/mem:batch" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";
        store = new S3Server(Files.createDirectory(scratch.resolve("s3")));
        batch = new RemoteBatch(url);
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-h2.sql"),
                        new ClassPathResource("org/springframework/integration/jdbc/schema-h2.sql"))
                .execute(batch.database());
    }

    @AfterEach
    void stopServers() throws IOException {
        store.close();
        database.stop();
    }

    @Test
    void stepsOnOtherMachinesRunOnceAndAreRestoredEverywhere() throws Exception {
        assertThat(runTwice("first", "ran")).containsExactlyInAnyOrder("a.csv", "b.csv", "c.csv", "d.csv", "whole");
        assertThat(runTwice("second", "restored")).isEmpty();
    }

    /** With two workers on new folders, run the job and then run it again; give what ran. */
    private List<String> runTwice(String folders, String outcome) throws Exception {
        List<ChildJvm> workers = new ArrayList<>();
        List<String> ran = new ArrayList<>();
        try {
            for (int worker = 0; worker < 2; worker++) {
                workers.add(ChildJvm.start(
                        WorkerProgram.class,
                        url,
                        folder(folders + worker).toString(),
                        store.endpoint().toString()));
            }
            for (ChildJvm worker : workers) {
                worker.line(WorkerProgram.READY);
            }
            assertThat(outcomes(run(folders))).hasSize(STEPS).containsOnly(outcome);
            assertThat(outcomes(run(folders + " again"))).hasSize(STEPS).doesNotContain("ran");
            for (ChildJvm worker : workers) {
                worker.print("\n");
                worker.end()
                        .lines()
                        .filter(line -> line.startsWith(WorkerProgram.RAN))
                        .forEach(line -> ran.add(line.substring(WorkerProgram.RAN.length())));
            }
        } finally {
            workers.forEach(ChildJvm::close);
        }
        outputsAreRight(folders);
        return ran;
    }

    private JobExecution run(String parameter) throws Exception {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(batch.repository());
        operator.setJobRegistry(new MapJobRegistry());
        operator.afterPropertiesSet();
        JobExecution execution = operator.start(
                batch.job(FILES),
                new JobParametersBuilder().addString("run", parameter).toJobParameters());
        assertThat(execution.getStatus()).as(execution.toString()).isEqualTo(BatchStatus.COMPLETED);
        return execution;
    }

    /** What became of the steps that ran on workers. */
    private List<String> outcomes(JobExecution job) {
        JobExecution found = Objects.requireNonNull(batch.repository().getJobExecution(job.getId()));
        return found.getStepExecutions().stream()
                .filter(step -> step.getStepName().startsWith(RemoteBatch.WORKER_STEP))
                .map(step -> step.getExecutionContext().getString("stepcache.outcome", "none"))
                .toList();
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(scratch.resolve(name));
        Files.createDirectory(folder.resolve("data"));
        for (String file : FILES) {
            Files.writeString(folder.resolve("data").resolve(file), file);
        }
        Files.writeString(folder.resolve("data/whole"), "all");
        return folder;
    }

    /** Each step is somewhere, and right wherever it is. */
    private void outputsAreRight(String folders) throws IOException {
        for (String file : List.of("a.csv", "b.csv", "c.csv", "d.csv", "whole")) {
            List<Path> outputs = Stream.of("0", "1")
                    .map(worker ->
                            scratch.resolve(folders + worker).resolve("out").resolve(file))
                    .filter(Files::exists)
                    .toList();
            assertThat(outputs)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(output ->
                            assertThat(output).hasContent("rows of " + (file.equals("whole") ? "all" : file)));
        }
    }
}
