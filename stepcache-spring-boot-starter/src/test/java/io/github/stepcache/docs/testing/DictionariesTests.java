package io.github.stepcache.docs.testing;

import static io.github.stepcache.test.StepCacheAssertions.assertIntercepted;
import static io.github.stepcache.test.StepCacheAssertions.assertThat;

import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.test.CachedStepTester;
import io.github.stepcache.test.TemporaryBaseDirectory;
import io.github.stepcache.test.TemporaryStepCache;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest
@TemporaryStepCache
class DictionariesTests {

    @Autowired
    Dictionaries dictionaries;

    @Autowired
    CachedStepTester steps;

    @Autowired
    TemporaryBaseDirectory baseDir;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Dictionaries.class)
    static class Application {}

    @BeforeEach
    void startAnew() {
        baseDir.reset();
        baseDir.write("data/heart/a.csv", "1,2");
    }

    @Test
    void editedInputRunsTheStepAgain() throws IOException {
        dictionaries.build("heart");
        assertThat(steps).skips(dictionaries, "build", "heart");

        baseDir.write("data/heart/a.csv", "1,3");
        assertThat(steps)
                .runs(dictionaries, "build", "heart")
                .because(InputChanged.class, input -> assertThat(input.key()).isEqualTo("data/heart/a.csv"));
    }

    @Test
    void dictionaryIsTheSameEachTime() throws Exception {
        steps.assertDeterministic(dictionaries, "build", "heart");
    }

    @Test
    void callsGetToTheCache() {
        assertIntercepted(dictionaries, "build");
    }
}
