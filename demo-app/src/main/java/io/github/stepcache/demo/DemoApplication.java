package io.github.stepcache.demo;

import io.github.stepcache.demo.files.Workspace;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Runs the pipeline once; the exit code is not zero if a step failed. */
@SpringBootApplication
public class DemoApplication {

    /** Run the pipeline; {@code --force} runs every step, whatever its state. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return SpringApplication.exit(SpringApplication.run(DemoApplication.class, args));
    }

    /** Start all paths where the cache starts them. */
    @Bean
    Workspace workspace(@Value("${stepcache.base-dir:}") String baseDir) {
        return new Workspace(Path.of(baseDir));
    }
}
