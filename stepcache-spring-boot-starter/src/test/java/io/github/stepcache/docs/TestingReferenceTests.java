package io.github.stepcache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on testing shows is part of tests that run. */
class TestingReferenceTests {

    private static final Path SOURCES = Path.of("src/test/java/io/github/stepcache/docs/testing");

    @Test
    void everyJavaExampleIsCompiled() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<String> compiled = sources.map(SpringReference::read)
                    .map(TestingReferenceTests::normalized)
                    .toList();

            assertThat(SpringReference.examples("testing.md", "java"))
                    .hasSize(6)
                    .allSatisfy(
                            example -> assertThat(compiled).anyMatch(source -> source.contains(normalized(example))));
        }
    }

    private static String normalized(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
