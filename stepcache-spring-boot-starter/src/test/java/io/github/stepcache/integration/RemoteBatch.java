package io.github.stepcache.integration;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.integration.partition.MessageChannelPartitionHandler;
import org.springframework.batch.integration.remote.RemoteStep;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.core.MessagingTemplate;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.H2ChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a job and its workers on other machines have in common: a database with the job repository and a queue of requests. */
final class RemoteBatch {

    static final String FILE = "file";
    static final String WORKER_STEP = "rows";

    private static final long POLL_INTERVAL = 100;

    private final DataSource database;
    private final JobRepository repository;
    private final QueueChannel requests;

    RemoteBatch(String url) throws Exception {
        database = new DriverManagerDataSource(url);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(database);
        factory.setTransactionManager(transactions());
        factory.afterPropertiesSet();
        repository = factory.getObject();
        JdbcChannelMessageStore store = new JdbcChannelMessageStore(database);
        store.setChannelMessageStoreQueryProvider(new H2ChannelMessageStoreQueryProvider());
        store.afterPropertiesSet();
        requests = new QueueChannel(new MessageGroupQueue(store, "requests"));
    }

    DataSource database() {
        return database;
    }

    JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(database);
    }

    JobRepository repository() {
        return repository;
    }

    QueueChannel requests() {
        return requests;
    }

    /** A job whose steps all run elsewhere: one in partitions, and one as a whole. */
    Job job(String... files) throws Exception {
        MessagingTemplate template = new MessagingTemplate();
        template.setDefaultDestination(requests);
        return new JobBuilder("remote", repository)
                .start(partitioned(template, files))
                .next(whole(template))
                .build();
    }

    private Step partitioned(MessagingTemplate template, String... files) throws Exception {
        MessageChannelPartitionHandler handler = new MessageChannelPartitionHandler();
        handler.setStepName(WORKER_STEP);
        handler.setMessagingOperations(template);
        handler.setJobRepository(repository);
        handler.setPollInterval(POLL_INTERVAL);
        handler.afterPropertiesSet();
        return new StepBuilder("files", repository)
                .partitioner(
                        WORKER_STEP,
                        grid -> Stream.of(files)
                                .collect(Collectors.toMap(
                                        file -> file, file -> new ExecutionContext(Map.of(FILE, file)))))
                .partitionHandler(handler)
                .build();
    }

    private Step whole(MessagingTemplate template) throws Exception {
        RemoteStep step = new RemoteStep("whole", WORKER_STEP, repository, template);
        step.setMessageChannel(requests);
        step.setPollInterval(POLL_INTERVAL);
        step.afterPropertiesSet();
        return step;
    }
}
