package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.step.InputContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are no files are never taken for files, nor for one another. */
class InputSourceKeysTests extends SourcedStep {

    @Test
    void fileWithAKeyLikeANameIsAnother() throws IOException {
        Files.createDirectories(base.resolve("in/memory:"));
        Files.createDirectories(base.resolve("memory:"));
        Files.writeString(base.resolve("memory:/x"), "1");
        spec = declare()
                .inputs("memory:/x", "memory://x")
                .inputSource("memory:*", this::inMemory)
                .build();
        run();

        assertThat(Files.readString(base.resolve("out/.s.manifest.json"))).contains("\"memory:/x\"", "\"memory://x\"");
        Files.writeString(base.resolve("memory:/x"), "2");
        assertThat(check().describe()).contains("\"memory:/x\" changed").doesNotContain("\"memory://x\" changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "in/a", "/in/a", "memory:x", "memory:/x", "://x", "memory:2//x", "1://x", ""})
    void nameThatAFileCouldHaveIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputContent.Streamed(name, () -> new ByteArrayInputStream(new byte[0])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InputContent.OnDisk(name, base, InputContent.Filter.ALL));
    }

    @Test
    void contentsOfOneNameAllCountInTheirOrder() throws IOException {
        List<String> twins = new ArrayList<>(List.of("1", "1", "2"));
        spec = declare()
                .inputSource(
                        "memory:*",
                        () -> twins.stream()
                                .map(text -> content("memory://x", text))
                                .toList())
                .build();
        run();
        assertThat(check().isFresh()).isTrue();

        twins.set(1, "2");
        twins.set(2, "1");
        assertThat(check().reasons())
                .extracting(reason -> ((InputChanged) reason).key())
                .containsExactly("memory:2//x", "memory:3//x");

        twins.remove(2);
        twins.set(1, "1");
        assertThat(check().reasons()).containsExactly(new InputRemoved("memory:3//x"));
    }

    @Test
    void oneInputOfTwoSourcesCountsOnce() throws IOException {
        spec = declare()
                .inputSource("memory:*", this::inMemory)
                .inputSource("memory:x", this::inMemory)
                .build();

        assertThat(run().inputs()).isEqualTo(2);
        assertThat(check().isFresh()).isTrue();
    }

    @Test
    void oneNameWithTwoContentsIsNeverFresh() throws IOException {
        spec = declare()
                .inputSource("memory:*", this::inMemory)
                .inputSource("other", () -> List.of(content("memory://x", "other")))
                .build();

        assertThat(run().remembered()).isFalse();
        assertThat(check().describe()).contains("two locations lead to it, each to another content");
    }

    @Test
    void nameWithHalfACharacterIsNeverFresh() throws IOException {
        memory.put("memory://\ud83d", "1");

        assertThat(run().remembered()).isFalse();
    }

    @Test
    void locationMustNotBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declare().inputSource(" ", List::of).build());
    }
}
