package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An argument in the location of a resource is data: it neither climbs out of its place nor is it a pattern. */
class ArgumentsInLocationsTests {

    private final MemoryResolver memory = new MemoryResolver();
    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) throws IOException {
        work = new Workspace(dir.toRealPath());
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "whole", inputs = "#{#value}", outputDir = "whole", requiredOutputs = "o")
        public void whole(Object value) {
            work.run("whole", "whole/o");
        }

        @CachedStep(name = "first", inputs = "#{#value}:rules", outputDir = "first", requiredOutputs = "o")
        public void first(String value) {
            work.run("first", "first/o");
        }

        @CachedStep(name = "half", inputs = "mem#{#value}#{#more}", outputDir = "half", requiredOutputs = "o")
        public void half(String value, String more) {
            work.run("half", "half/o");
        }

        @CachedStep(name = "key", inputs = "memory:#{#value}", outputDir = "key", requiredOutputs = "o")
        public void key(String value) {
            work.run("key", "key/o");
        }

        @CachedStep(
                name = "folder",
                inputs = "classpath*:rules/#{#value}/*.yaml",
                outputDir = "folder",
                requiredOutputs = "o")
        public void folder(String value) {
            work.run("folder", "folder/o");
        }

        @CachedStep(name = "name", inputs = "classpath:rules/#{#value}.yaml", outputDir = "name", requiredOutputs = "o")
        public void name(String value) {
            work.run("name", "name/o");
        }

        @CachedStep(
                name = "file",
                inputs = "file:${base}/rules/#{#value}.yaml",
                outputDir = "file",
                requiredOutputs = "o")
        public void file(String value) {
            work.run("file", "file/o");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "?",
                "{a}",
                "a*",
                "..",
                "../a",
                "a/../../b",
                "a/..",
                ".",
                "/etc",
                "a\\..\\b",
                "\\",
                "%2e%2e",
                "%2e%2e/a",
                "a#b",
                "a&b",
                "..;/a",
                "a\nb",
                "C:\\a",
                ""
            })
    void argumentThatCouldMeanMoreThanItselfIsRefused(String value) {
        call(steps -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> steps.key(value))
                    .withMessageContaining("#{#value}")
                    .withMessageStartingWith("@CachedStep on " + Steps.class.getName());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> steps.folder(value))
                    .withMessageContaining("#{#value}");
        });
        assertThat(work.runs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "\u00e9", "a[1]", "a@b", "sub/a"})
    void plainArgumentNamesAResource(String value) throws Exception {
        memory.objects.put(value, "1");
        Path folder = Jars.unpacked(work.dir().resolve("classes"), "rules/" + value + ".yaml=1");
        try (URLClassLoader classPath = Jars.classPath(folder)) {
            Contexts.in(work, Steps.class)
                    .withClassLoader(classPath)
                    .withPropertyValues("base=" + work.dir())
                    .withInitializer(context -> context.addProtocolResolver(memory))
                    .run(context -> {
                        Steps steps = context.getBean(Steps.class);
                        steps.key(value);
                        steps.key(value);
                        steps.name(value);
                        steps.name(value);
                        assertThat(work.runs()).containsExactly("key", "name");

                        memory.objects.put(value, "2");
                        Jars.unpacked(folder, "rules/" + value + ".yaml=2");
                        steps.key(value);
                        steps.name(value);
                        assertThat(work.runs()).containsExactly("key", "name", "key", "name");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory:rules",
                "classpath:application.properties",
                "file:/etc/hosts",
                "http://localhost/",
                "nosuch://x"
            })
    void argumentIsAPathAndNeverALocation(String value) {
        memory.objects.put("rules", "1");
        work.write("./" + value.replace("//", "/").replaceAll("/$", "/x"), "1");
        Decisions decisions = call(steps -> {
            steps.whole(value);
            steps.whole(Path.of(value));
        });

        StepSpec spec = decisions.lastSpec();
        assertThat(spec.sources()).isEmpty();
        assertThat(decisions.results())
                .allSatisfy(result -> assertThat(result.inputs()).isEqualTo(1));
        assertThat(memory.opened).isEmpty();
    }

    @Test
    void argumentCannotBeThePrefixOfALocation() {
        memory.objects.put("rules", "1");
        work.write("memory:rules", "1");

        Decisions decisions = call(steps -> steps.first("memory"));

        assertThat(decisions.lastSpec().sources()).isEmpty();
        assertThat(decisions.lastSpec().inputs()).containsExactly("./memory:rules");
        assertThat(memory.opened).isEmpty();
    }

    @Test
    void argumentCannotCompleteThePrefixOfALocation() {
        memory.objects.put("rules", "1");
        work.write("memory:rules[1]", "1");

        Decisions decisions = call(steps -> steps.half("ory:rules", "[1]"));

        assertThat(decisions.lastSpec().inputs()).containsExactly("./memory:rules\\[1\\]");
        assertThat(memory.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a%41", "%2e%2e", "a#b", "*", "a[1]", "{a}", "a\\b", "a b", "\u00e9"})
    void argumentInAFileLocationIsTheNameOfTheFile(String value) {
        work.write("rules/" + value + ".yaml", "1");
        work.write("rules/other.yaml", "1");
        work.write("rules/aA.yaml", "1");

        Decisions decisions = call(steps -> steps.file(value));

        assertThat(decisions.results()).singleElement().satisfies(result -> {
            assertThat(result.inputs()).isEqualTo(1);
            assertThat(result.remembered()).isTrue();
        });
    }

    private Decisions call(Consumer<Steps> calls) {
        Decisions decisions = new Decisions();
        Contexts.in(work, Steps.class)
                .withBean("recorder", Decisions.class, () -> decisions)
                .withPropertyValues("base=" + work.dir())
                .withInitializer(context -> context.addProtocolResolver(memory))
                .run(context -> calls.accept(context.getBean(Steps.class)));
        return decisions;
    }
}
