package io.github.stepcache.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the README shows is compiled, and what it lists is there. */
class ReadmeTests {

    private static final Path SOURCES = Path.of("src/test/java/io/github/stepcache/readme");

    @Test
    void everyJavaExampleIsCompiled() throws IOException {
        String compiled = normalized(Files.readString(SOURCES.resolve("Dictionaries.java")));

        List<String> examples = blocks("java", readme());

        assertThat(examples)
                .hasSize(5)
                .allSatisfy(example -> assertThat(compiled).contains(normalized(example)));
    }

    @Test
    void everyJavaExampleForSpringBatchIsCompiled() throws IOException {
        String compiled = normalized(Files.readString(SOURCES.resolve("ImportTasklet.java")))
                + normalized(Files.readString(SOURCES.resolve("ImportJob.java")));

        List<String> examples = blocks("java", Files.readString(Path.of("../docs/batch.md")));

        assertThat(examples)
                .hasSize(3)
                .allSatisfy(example -> assertThat(compiled).contains(normalized(example)));
    }

    @Test
    void everyPropertyIsListedAndEveryListedPropertyIsThere() throws IOException {
        List<String> listed = Pattern.compile("^\\| `(stepcache\\.[a-z0-9.-]+[a-z])(?:\\.\\*)?`", Pattern.MULTILINE)
                .matcher(readme())
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(properties());
    }

    @Test
    void theCommandsAreThoseThatTheBuildRuns() throws IOException {
        String ci = Files.readString(Path.of("../.ci/run"));

        assertThat(blocks("shell", readme()).get(0))
                .contains("./mvnw -q -pl demo-app -am spring-boot:run", "./mvnw verify");
        assertThat(ci).contains("./mvnw -q -pl demo-app -am spring-boot:run", "verify");
    }

    private static List<String> properties() throws IOException {
        List<String> names = new ArrayList<>();
        ClassLoader loader = ReadmeTests.class.getClassLoader();
        for (URL metadata : Collections.list(loader.getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream content = metadata.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(content).path("properties")) {
                    names.add(property.path("name").asString());
                }
            }
        }
        return names.stream().filter(name -> name.startsWith("stepcache.")).toList();
    }

    private static List<String> blocks(String language, String text) {
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text);
        return block.results().map(found -> found.group(1)).toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("../README.md"));
    }

    private static String normalized(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
