package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.decision.StaleReason.InputAdded;
import io.github.stepcache.decision.StaleReason.InputChanged;
import io.github.stepcache.decision.StaleReason.InputRemoved;
import io.github.stepcache.decision.StaleReason.InputUnreadable;
import io.github.stepcache.decision.StaleReason.NoInputMatched;
import io.github.stepcache.fingerprint.IndexedStep;
import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.StepSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are no files of the base directory count like files, and nothing vouches for them but a look. */
class InputSourceTests {

    private final Map<String, String> memory = new TreeMap<>();
    private Path base = Path.of("");
    private StepSpec spec = StepSpec.named("s").outputDir(base).build();
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void setUp(@TempDir Path dir) throws IOException {
        base = dir.toRealPath();
        Files.createDirectories(base.resolve("in"));
        Files.writeString(base.resolve("in/a"), "a");
        spec = declare().inputSource("memory:*", this::inMemory).build();
        memory.put("memory://x", "1");
    }

    @Test
    void unchangedContentIsFresh() throws IOException {
        assertThat(run().remembered()).isTrue();
        assertThat(check().isFresh()).isTrue();
    }

    @Test
    void changedContentRunsTheStep() throws IOException {
        run();
        memory.put("memory://x", "2");

        assertThat(check().reasons())
                .singleElement()
                .isInstanceOfSatisfying(
                        InputChanged.class, changed -> assertThat(changed.key()).isEqualTo("memory://x"));
    }

    @Test
    void addedAndRemovedContentRunTheStep() throws IOException {
        run();
        memory.remove("memory://x");
        memory.put("memory://y", "1");

        assertThat(check().reasons()).containsExactly(new InputRemoved("memory://x"), new InputAdded("memory://y"));
    }

    @Test
    void declarationWithoutTheSourceIsStale() throws IOException {
        run();
        spec = declare().build();

        assertThat(check().reasons()).containsExactly(new InputRemoved("memory://x"));
    }

    @Test
    void sourceThatIsNewInTheDeclarationRunsTheStep() throws IOException {
        spec = declare().build();
        run();
        spec = declare().inputSource("memory:*", this::inMemory).build();

        assertThat(check().reasons()).containsExactly(new InputAdded("memory://x"));
    }

    @Test
    void sourceThatFindsNothingIsNeverFresh() throws IOException {
        memory.clear();

        assertThat(run().remembered()).isFalse();
        assertThat(check().reasons()).contains(new NoInputMatched("memory:*"));
    }

    @Test
    void sourceThatFailsIsNeverFresh() throws IOException {
        run();
        spec = declare()
                .inputSource("memory:*", () -> {
                    throw new IOException("the shop is closed");
                })
                .build();

        assertThat(check().reasons()).contains(new InputUnreadable("memory:*", "IOException: the shop is closed"));
        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatCannotBeReadIsNeverFreshWhateverIsThrown() throws IOException {
        run();
        List<InputContent> broken = List.of(
                failing("memory://runtime", () -> {
                    throw new IllegalStateException("no\nclient");
                }),
                failing("memory://linkage", () -> {
                    throw new NoClassDefFoundError("Client");
                }),
                failing("memory://io", () -> {
                    throw new IOException("gone");
                }));
        spec = declare().inputSource("memory:*", () -> broken).build();

        assertThat(check().reasons())
                .contains(
                        new InputUnreadable("memory://runtime", "java.lang.IllegalStateException: no\\nclient"),
                        new InputUnreadable("memory://linkage", "java.lang.NoClassDefFoundError: Client"),
                        new InputUnreadable("memory://io", "IOException: gone"));
        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatChangesWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> memory.put("memory://x", "2");

        assertThat(run().remembered()).isFalse();
        assertThat(check().isFresh()).isFalse();
    }

    @Test
    void contentThatComesWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> memory.put("memory://y", "2");

        assertThat(run().remembered()).isFalse();
    }

    @Test
    void contentThatGoesWhileTheStepRunsIsNotRemembered() throws IOException {
        memory.put("memory://y", "2");
        meanwhile = () -> memory.remove("memory://y");

        assertThat(run().remembered()).isFalse();
    }

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
    void indexStillSparesTheFilesAndDoesNotVouchForTheRest() throws IOException {
        IndexedStep step = new IndexedStep(base, spec);
        step.remember();
        assertThat(step.isProved()).isTrue();
        assertThat(step.decide().isFresh()).isTrue();

        memory.put("memory://x", "2");
        assertThat(step.decide().describe()).contains("\"memory://x\" changed");
        memory.put("memory://x", "1");
        Files.writeString(base.resolve("in/a"), "b");
        assertThat(step.decide().describe()).contains("\"in/a\" changed");
    }

    @Test
    void fileThatChangesBackWhileTheStepRunsIsNotRemembered() throws IOException {
        meanwhile = () -> {
            try {
                Path file = base.resolve("in/a");
                FileTime time = Files.getLastModifiedTime(file);
                Files.writeString(file, "b");
                Files.writeString(file, "a");
                Files.setLastModifiedTime(file, time);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(run().remembered()).as("declared as a file").isFalse();

        spec = StepSpec.named("t")
                .inputSource("tree", this::onDisk)
                .outputDir(Path.of("out"))
                .requiredOutputs("o")
                .build();
        assertThat(run().remembered()).as("found by a source").isFalse();
    }

    @Test
    void filesBelowADirectoryAreThoseThatTheFilterTakes() throws IOException {
        Files.createDirectories(base.resolve("tree/sub/deep"));
        Files.writeString(base.resolve("tree/b"), "b");
        Files.writeString(base.resolve("tree/.hidden"), "h");
        Files.writeString(base.resolve("tree/sub/c"), "c");
        Files.writeString(base.resolve("tree/sub/deep/d"), "d");
        spec = declare().inputSource("tree", this::onDisk).build();
        run();

        assertThat(Files.readString(base.resolve("out/.s.manifest.json")))
                .contains("\"tree://at/.hidden\"", "\"tree://at/b\"", "\"tree://at/sub/c\"")
                .doesNotContain("deep");
        Files.writeString(base.resolve("tree/sub/e"), "e");
        assertThat(check().reasons()).containsExactly(new InputAdded("tree://at/sub/e"));
    }

    @Test
    void linkInALoopIsNeverFresh() throws IOException {
        Files.createDirectories(base.resolve("tree/sub"));
        Files.writeString(base.resolve("tree/b"), "b");
        spec = declare().inputSource("tree", this::onDisk).build();
        run();
        Files.createSymbolicLink(base.resolve("tree/sub/back"), base.resolve("tree"));

        assertThat(check().describe()).contains("\"tree://at/sub/back\" cannot be read");
        assertThat(run().remembered()).isFalse();
    }

    @Test
    void locationMustNotBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> declare().inputSource(" ", List::of).build());
    }

    private static StepSpec.Builder declare() {
        return StepSpec.named("s").inputs("in").outputDir(Path.of("out")).requiredOutputs("o");
    }

    private List<InputContent> inMemory() {
        List<InputContent> found = new ArrayList<>();
        memory.forEach((name, text) -> found.add(content(name, text)));
        return found;
    }

    private List<InputContent> onDisk() {
        Path root = Files.exists(base.resolve("tree")) ? base.resolve("tree") : base.resolve("in");
        return List.of(new InputContent.OnDisk("tree://at", root, new InputContent.Filter() {
            @Override
            public boolean takes(String file) {
                return true;
            }

            @Override
            public boolean enters(String directory) {
                return !directory.contains("/");
            }
        }));
    }

    private static InputContent content(String name, String text) {
        return new InputContent.Streamed(
                name, () -> new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static InputContent failing(String name, InputContent.Opening opening) {
        return new InputContent.Streamed(name, opening);
    }

    private Decision check() {
        return StepCache.builder().baseDir(base).build().check(spec);
    }

    private StepResult<@Nullable Void> run() throws IOException {
        return StepCache.builder().baseDir(base).build().run(spec, () -> {
            meanwhile.run();
            Files.writeString(base.resolve("out/o"), "result");
        });
    }
}
