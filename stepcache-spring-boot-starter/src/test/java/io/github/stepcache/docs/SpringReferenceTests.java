package io.github.stepcache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.CountingTransactions;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** What the reference on Spring shows is compiled, and does what it says; what is woven is run by WeavingTests. */
class SpringReferenceTests {

    private static final Path SOURCES = Path.of("src/test/java/io/github/stepcache/docs");

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("data/heart/a.csv", "1");
        work.write("data/raw/a.csv", "1");
    }

    @Test
    void everyJavaExampleIsCompiled() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<String> compiled = sources.filter(Files::isRegularFile)
                    .map(SpringReference::read)
                    .map(SpringReferenceTests::normalized)
                    .toList();

            assertThat(SpringReference.examples("java"))
                    .isNotEmpty()
                    .allSatisfy(
                            example -> assertThat(compiled).anyMatch(source -> source.contains(normalized(example))));
        }
    }

    static class CleaningService implements Cleaning {
        private final Workspace work;

        CleaningService(Workspace work) {
            this.work = work;
        }

        @Override
        public void clean(String study) {
            work.run(study, "out/clean/" + study + "/clean.csv");
        }
    }

    @Test
    void annotationOfAnApplicationOnAnInterfaceIsAStep() {
        Contexts.in(work, CleaningService.class).run(context -> {
            context.getBean(Cleaning.class).clean("heart");
            context.getBean(Cleaning.class).clean("heart");

            assertThat(work.runs()).containsExactly("heart");
            assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
            assertThat(work.dir().resolve("out/clean/heart/.clean-heart.manifest.json"))
                    .exists();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableResilientMethods
    static class Surroundings {}

    @Test
    void transactionsAndRetriesAreOneRunOfTheStep() {
        Contexts.in(work, Imports.class, CountingTransactions.class)
                .withUserConfiguration(Surroundings.class)
                .run(context -> {
                    context.getBean(Imports.class).load();
                    context.getBean(Imports.class).load();

                    assertThat(work.runs()).containsExactly("data/raw", "data/raw", "data/raw");
                    assertThat(context.getBean(Decisions.class).count()).isEqualTo(2);
                    assertThat(context.getBean(CountingTransactions.class).events())
                            .containsSubsequence("begin", "commit");
                });
    }

    @Test
    void futuresAndMonosAreStepsThatEndLater() {
        Contexts.in(work, Rates.class).run(context -> {
            Rates rates = context.getBean(Rates.class);
            for (int call = 0; call < 2; call++) {
                assertThat(rates.fetch().get(1, TimeUnit.MINUTES)).isEqualTo(3);
                assertThat(rates.table().block(Duration.ofMinutes(1))).isEqualTo(3);
            }
            assertThat(work.runs()).containsExactly("out/rates/rates.json", "out/table/table.csv");
        });
    }

    private static String normalized(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
