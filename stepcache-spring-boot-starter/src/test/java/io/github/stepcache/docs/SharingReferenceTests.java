package io.github.stepcache.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.autoconfigure.StepCacheProperties;
import io.github.stepcache.autoconfigure.StoreProperties;
import io.github.stepcache.lock.LockMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

/** Each configuration on the page on sharing is complete and without a misspelled property, and each example is compiled. */
class SharingReferenceTests {

    private static final String PAGE = "sharing.md";
    private static final Path SOURCES = Path.of("src/test/java/io/github/stepcache/docs/sharing");

    private static final Map<String, Object> SECRETS = Map.of(
            "STEPCACHE_SECRET", "a secret",
            "STEPCACHE_USER", "somebody",
            "STEPCACHE_PASSWORD", "a password",
            "REDIS_HOST", "redis.example.com");

    @Test
    void pageHasAConfigurationForEachOfThreePlaces() {
        assertThat(SpringReference.examples(PAGE, "yaml")).hasSize(3);
    }

    @Test
    void configurationForOneMachineHasNoRemoteStore() throws IOException {
        StoreProperties store = configuration(0, Map.of()).store();

        assertThat(store.enabled()).isTrue();
        assertThat(store.maxSize()).isEqualTo(DataSize.ofGigabytes(20));
        assertThat(store.maxAge()).isEqualTo(Duration.ofDays(30));
        assertThat(store.remote().http().url()).isNull();
        assertThat(store.remote().s3().bucket()).isNull();
    }

    @Test
    void configurationForContinuousIntegrationOnlyReadsUnlessTheJobMayWrite() throws IOException {
        StoreProperties reader = configuration(1, SECRETS).store();
        StoreProperties writer =
                configuration(1, with("STEPCACHE_PUSH", "true")).store();

        assertThat(reader.enabled()).isTrue();
        assertThat(reader.secret()).isEqualTo("a secret");
        assertThat(reader.remote().http().username()).isEqualTo("somebody");
        assertThat(reader.remote().push()).isFalse();
        assertThat(writer.remote().push()).isTrue();
    }

    @Test
    void configurationForAClusterSharesABucketAndLocks() throws IOException {
        StepCacheProperties cluster = configuration(2, SECRETS);

        assertThat(cluster.lock()).isEqualTo(LockMode.REGISTRY);
        assertThat(cluster.store().enabled()).isTrue();
        assertThat(cluster.store().remote().push()).isTrue();
        assertThat(cluster.store().remote().s3().bucket()).isEqualTo("example-stepcache");
    }

    @Test
    void everyJavaExampleIsCompiled() throws IOException {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            List<String> compiled = sources.map(SpringReference::read)
                    .map(SharingReferenceTests::normalized)
                    .toList();

            assertThat(SpringReference.examples(PAGE, "java"))
                    .isNotEmpty()
                    .allSatisfy(
                            example -> assertThat(compiled).anyMatch(source -> source.contains(normalized(example))));
        }
    }

    private static StepCacheProperties configuration(int index, Map<String, Object> variables) throws IOException {
        String text = SpringReference.examples(PAGE, "yaml").get(index);
        StandardEnvironment environment = new StandardEnvironment();
        environment // whose settings of the build begin as ours do
                .getPropertySources()
                .remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        new YamlPropertySourceLoader()
                .load(PAGE, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)))
                .forEach(environment.getPropertySources()::addLast);
        return Binder.get(environment, new NoUnboundElementsBindHandler(BindHandler.DEFAULT))
                .bind("stepcache", Bindable.of(StepCacheProperties.class))
                .get();
    }

    private static Map<String, Object> with(String name, String value) {
        return Stream.concat(SECRETS.entrySet().stream(), Map.<String, Object>of(name, value).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String normalized(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
