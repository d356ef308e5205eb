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
                        "stepcache.report.file");
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
                        "stepcache.plan=false");
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
