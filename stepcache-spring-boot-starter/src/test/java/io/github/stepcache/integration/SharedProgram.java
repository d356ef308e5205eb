package io.github.stepcache.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheLockAutoConfiguration;
import io.github.stepcache.autoconfigure.StepCacheStoreAutoConfiguration;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jdbc.lock.LockRepository;
import org.springframework.integration.redis.util.RedisLockRegistry;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An application on one of several machines: it has a chain of steps for each of some studies. */
final class SharedProgram {

    static final List<String> STUDIES = List.of("alpha", "beta", "gamma", "delta");
    static final String READY = "READY";
    static final String RAN = "RAN ";

    private SharedProgram() {}

    /** Wait for a line, and then run the steps of all studies, beginning with one of them. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            System.out.println(READY);
            int first = Integer.parseInt(commands.readLine());
            Steps steps = context.getBean(Steps.class);
            for (int i = 0; i < STUDIES.size(); i++) {
                String study = STUDIES.get((first + i) % STUDIES.size());
                steps.collect(study);
                steps.count(study);
                System.out.println("RESULT " + study + ' ' + steps.report(study));
            }
        }
    }

    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        StepCacheStoreAutoConfiguration.class,
        StepCacheLockAutoConfiguration.class,
        StepCacheAutoConfiguration.class
    })
    @Import({Steps.class, RedisLocks.class, JdbcLocks.class})
    static class Application {}

    /** Steps of which each reads what the one before has written. */
    static class Steps {

        private final Path base;

        Steps(@Value("${stepcache.base-dir}") Path base) {
            this.base = base;
        }

        @CachedStep(
                name = "collect",
                inputs = "data/#{#study}",
                outputDir = "out/#{#study}/collect",
                requiredOutputs = {"all.csv", "parts"})
        public void collect(String study) throws IOException {
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.list(base.resolve("data").resolve(study))) {
                for (Path file : files.sorted().toList()) {
                    all.append(Files.readString(file));
                    write(base.resolve("out/" + study + "/collect/parts").resolve(file.getFileName()), "read");
                }
            }
            write(base.resolve("out/" + study + "/collect/all.csv"), all.toString());
            System.out.println(RAN + "collect " + study);
        }

        @CachedStep(
                name = "count",
                inputs = "out/#{#study}/collect/all.csv",
                outputDir = "out/#{#study}/count",
                requiredOutputs = "count.txt")
        public void count(String study) throws IOException {
            List<String> lines = Files.readAllLines(base.resolve("out/" + study + "/collect/all.csv"));
            write(base.resolve("out/" + study + "/count/count.txt"), String.valueOf(lines.size()));
            System.out.println(RAN + "count " + study);
        }

        @CachedStep(
                name = "report",
                inputs = "out/#{#study}/count",
                outputDir = "out/#{#study}/report",
                requiredOutputs = "report.txt")
        public String report(String study) throws IOException {
            String report = study + " has " + Files.readString(base.resolve("out/" + study + "/count/count.txt"));
            write(base.resolve("out/" + study + "/report/report.txt"), report);
            System.out.println(RAN + "report " + study);
            return report;
        }

        private static void write(Path file, String content) throws IOException {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
    }

    @ConditionalOnProperty("test.redis-port")
    static class RedisLocks {

        @Bean
        LettuceConnectionFactory connections(@Value("${test.redis-port}") int port) {
            return new LettuceConnectionFactory("localhost", port);
        }

        @Bean
        RedisLockRegistry lockRegistry(RedisConnectionFactory connections) {
            return new RedisLockRegistry(connections, "locks");
        }
    }

    @ConditionalOnProperty("test.database")
    static class JdbcLocks {

        @Bean
        DataSource database(@Value("${test.database}") String url) {
            return new DriverManagerDataSource(url);
        }

        @Bean
        JdbcTransactionManager transactions(DataSource database) {
            return new JdbcTransactionManager(database);
        }

        @Bean
        DefaultLockRepository lockRepository(DataSource database) {
            return new DefaultLockRepository(database);
        }

        @Bean
        JdbcLockRegistry lockRegistry(LockRepository repository) {
            return new JdbcLockRegistry(repository);
        }
    }
}
