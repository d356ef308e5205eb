package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of the settings. */
class ConfigurationMetadataTests {

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @Test
    void everySettingIsThere() throws IOException {
        assertThat(properties())
                .extracting(property -> property.get("name").asString())
                .containsExactlyInAnyOrder(
                        "management.endpoint.stepcache.access",
                        "management.endpoint.stepcache.cache.time-to-live",
                        "stepcache.artifact-versions",
                        "stepcache.base-dir",
                        "stepcache.code",
                        "stepcache.code-libraries",
                        "stepcache.code-packages",
                        "stepcache.enabled",
                        "stepcache.excludes",
                        "stepcache.force",
                        "stepcache.fingerprint",
                        "stepcache.force-steps",
                        "stepcache.hash-threads",
                        "stepcache.lock",
                        "stepcache.lock-timeout",
                        "stepcache.order",
                        "stepcache.outputs.missing",
                        "stepcache.outputs.verify",
                        "stepcache.plan",
                        "stepcache.report.file",
                        "stepcache.store.directory",
                        "stepcache.store.enabled",
                        "stepcache.store.max-age",
                        "stepcache.store.max-size",
                        "stepcache.store.remote.attempts",
                        "stepcache.store.remote.connections",
                        "stepcache.store.remote.http.password",
                        "stepcache.store.remote.http.token",
                        "stepcache.store.remote.http.url",
                        "stepcache.store.remote.http.username",
                        "stepcache.store.remote.push",
                        "stepcache.store.remote.s3.access-key",
                        "stepcache.store.remote.s3.bucket",
                        "stepcache.store.remote.s3.checksums",
                        "stepcache.store.remote.s3.endpoint",
                        "stepcache.store.remote.s3.path-style",
                        "stepcache.store.remote.s3.prefix",
                        "stepcache.store.remote.s3.region",
                        "stepcache.store.remote.s3.secret-key",
                        "stepcache.store.remote.timeout",
                        "stepcache.store.secret");
    }

    @Test
    void everySettingIsDescribedInWholeSentences() throws IOException {
        assertThat(properties()).allSatisfy(property -> {
            String name = property.get("name").asString();
            assertThat(property.path("description").asString(""))
                    .as(name)
                    .matches("[A-Z].*\\.")
                    .doesNotContain("{@", "\n");
            assertThat(property.path("type").asString("")).as(name).isNotEmpty();
        });
    }

    @Test
    void defaultsAreShown() throws IOException {
        assertThat(properties())
                .filteredOn(property -> property.has("defaultValue"))
                .extracting(property -> property.get("name").asString()
                        + '='
                        + property.get("defaultValue").asString())
                .contains(
                        "stepcache.code=calls",
                        "stepcache.code-libraries=false",
                        "stepcache.enabled=true",
                        "stepcache.fingerprint=index",
                        "stepcache.force=false",
                        "stepcache.lock=file",
                        "stepcache.outputs.missing=warn",
                        "stepcache.outputs.verify=content",
                        "stepcache.plan=false",
                        "stepcache.store.directory=.stepcache/store",
                        "stepcache.store.enabled=false",
                        "stepcache.store.max-size=10GB",
                        "stepcache.store.remote.push=false",
                        "stepcache.store.remote.s3.checksums=when-supported",
                        "stepcache.store.remote.timeout=10s");
    }

    @Test
    void credentialsHaveNoDefaults() throws IOException {
        assertThat(properties())
                .filteredOn(
                        property -> property.get("name").asString().matches(".*(secret|password|token|username|-key)"))
                .hasSize(6)
                .noneMatch(property -> property.has("defaultValue"));
    }

    private static List<JsonNode> properties() throws IOException {
        try (InputStream json = StepCacheProperties.class.getResourceAsStream(METADATA)) {
            List<JsonNode> properties = new ArrayList<>();
            JsonMapper.shared()
                    .readTree(Objects.requireNonNull(json))
                    .get("properties")
                    .forEach(properties::add);
            return properties;
        }
    }
}
