package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The declaration of a step is kept for equal calls, and never serves a call that means another step. */
class KeptDeclarationsTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class)
                .withBean("catalog", Catalog.class)
                .withPropertyValues("app.file=x");
    }

    static class Catalog {
        private Object answer = "first";

        public Object getAnswer() {
            return answer;
        }

        void answer(Object value) {
            this.answer = value;
        }
    }

    static class Study {
        private String id = "a";

        public String getId() {
            return id;
        }

        void id(String value) {
            this.id = value;
        }
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "by-argument", outputDir = "out", requiredOutputs = "x")
        public String byArgument(@Nullable Object value) {
            String text = value instanceof int[] numbers ? "int " + numbers[0] : String.valueOf(value);
            work.run(text, "out/x");
            return text;
        }

        @CachedStep(name = "by-member", inputs = "in/#{#study.id}", outputDir = "out", parameters = "id=#{#study.id}")
        public void byMember(Study study) {}

        @CachedStep(name = "#{#one}-#{#two}", outputDir = "out")
        public void byTwo(String one, String two) {}

        @CachedStep(name = "by-list", inputs = "#{#files}", outputDir = "out", parameters = CachedStep.NO_PARAMETERS)
        public void byList(List<String> files) {}

        @CachedStep(
                name = "of-bean",
                inputs = "#{@catalog.answer}",
                outputDir = "out/#{@catalog.answer.toString().length()}",
                requiredOutputs = "x",
                artifactVersions = "catalog=#{@catalog.answer}")
        public void ofBean() {}

        @CachedStep(
                name = "of-property",
                inputs = "in/#{T(System).getProperty('kept.declarations')}",
                outputDir = "out")
        public void ofProperty() {}

        @CachedStep(name = "of-placeholder", inputs = "in/${app.file}", outputDir = "out")
        public void ofPlaceholder() {}
    }

    @Test
    void equalCallsShareOneDeclaration() {
        call((steps, decisions) -> {
            StepSpec first = spec(decisions, () -> steps.byTwo("a", "b"));

            assertThat(spec(decisions, () -> steps.byTwo("a", String.valueOf(new char[] {'b'}))))
                    .isSameAs(first);
        });
    }

    @Test
    void declarationsWithVeryLongTextsAreNotKept() {
        String text = "x".repeat(20_000);
        call((steps, decisions) -> {
            StepSpec first = spec(decisions, () -> steps.byArgument(text));

            assertThat(spec(decisions, () -> steps.byArgument(text)))
                    .isEqualTo(first)
                    .isNotSameAs(first);
        });
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // it can be changed, which is the point
    void argumentThatIsChangedInPlaceIsAnother() {
        StringBuilder builder = new StringBuilder("a");
        Date date = new Date(0);
        int[] array = {1};
        List<String> list = new ArrayList<>(List.of("a"));
        call((steps, decisions) -> {
            assertThat(steps.byArgument(builder)).isEqualTo("a");
            builder.append('b');
            assertThat(steps.byArgument(builder)).isEqualTo("ab");

            String before = steps.byArgument(date);
            date.setTime(86_400_000);
            assertThat(steps.byArgument(date)).isEqualTo(date.toString()).isNotEqualTo(before);

            assertThat(steps.byArgument(array)).isEqualTo("int 1");
            array[0] = 2;
            assertThat(steps.byArgument(array)).isEqualTo("int 2");

            assertThat(steps.byArgument(list)).isEqualTo("[a]");
            list.add("b");
            assertThat(steps.byArgument(list)).isEqualTo("[a, b]");
        });
    }

    @Test
    void memberOfAnArgumentIsReadEachTime() {
        Study study = new Study();
        call((steps, decisions) -> {
            assertThat(spec(decisions, () -> steps.byMember(study)).inputs()).containsExactly("in/a");
            study.id("b");

            StepSpec spec = spec(decisions, () -> steps.byMember(study));
            assertThat(spec.inputs()).containsExactly("in/b");
            assertThat(spec.parameters()).isEqualTo(Map.of("id", "b"));
        });
    }

    @Test
    void listOfInputsThatGrowsIsAnother() {
        List<String> files = new ArrayList<>(List.of("a", "b"));
        call((steps, decisions) -> {
            assertThat(spec(decisions, () -> steps.byList(files)).inputs()).containsExactly("a", "b");
            files.add("c");
            assertThat(spec(decisions, () -> steps.byList(files)).inputs()).containsExactly("a", "b", "c");
        });
    }

    @Test
    void argumentsThatMakeOneNameAreToldApart() {
        call((steps, decisions) -> {
            StepSpec one = spec(decisions, () -> steps.byTwo("a-b", "c"));
            StepSpec other = spec(decisions, () -> steps.byTwo("a", "b-c"));

            assertThat(one.name()).isEqualTo(other.name());
            assertThat(one.parameters()).isEqualTo(Map.of("one", "a-b", "two", "c"));
            assertThat(other.parameters()).isEqualTo(Map.of("one", "a", "two", "b-c"));
        });
    }

    @Test
    void argumentsWithOneTextAreToldApartByTheirTypes() {
        call((steps, decisions) -> {
            for (Object value : new Object[] {1, 1L, "1", List.of(1), List.of("1"), 1}) {
                steps.byArgument(value);
            }
            steps.byArgument(null);
            steps.byArgument("null");

            assertThat(work.runs()).containsExactly("1", "1", "1", "[1]", "[1]", "1", "null", "null");
        });
    }

    @Test
    void beanIsAskedEachTime() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            Decisions decisions = context.getBean(Decisions.class);
            Catalog catalog = context.getBean(Catalog.class);
            spec(decisions, steps::ofBean);
            catalog.answer("second/*");
            StepSpec glob = spec(decisions, steps::ofBean);
            catalog.answer(Path.of("second/*"));
            StepSpec path = spec(decisions, steps::ofBean);

            assertThat(glob.inputs()).containsExactly("second/*");
            assertThat(glob.outputDir()).isEqualTo(Path.of("out/8"));
            assertThat(glob.artifactVersions()).isEqualTo(Map.of("catalog", "second/*"));
            assertThat(path.inputs()).containsExactly("second/\\*");
        });
    }

    @Test
    void expressionOfATypeIsEvaluatedEachTime() {
        call((steps, decisions) -> {
            try {
                System.setProperty("kept.declarations", "one");
                assertThat(spec(decisions, steps::ofProperty).inputs()).containsExactly("in/one");
                System.setProperty("kept.declarations", "two");
                assertThat(spec(decisions, steps::ofProperty).inputs()).containsExactly("in/two");
            } finally {
                System.clearProperty("kept.declarations");
            }
        });
    }

    @Test
    void placeholdersOfAnotherApplicationAreOthers() {
        for (String file : List.of("one", "two")) {
            contexts.withPropertyValues("app.file=" + file)
                    .run(context -> assertThat(
                                    spec(context.getBean(Decisions.class), context.getBean(Steps.class)::ofPlaceholder)
                                            .inputs())
                            .containsExactly("in/" + file));
        }
    }

    @Test
    void manyCallsKeepTheirOwnDeclarations() {
        call((steps, decisions) -> {
            for (int i = 0; i < 500; i++) {
                String value = "v" + i % 250;
                StepSpec spec = spec(decisions, () -> steps.byTwo(value, "x"));

                assertThat(spec.name()).isEqualTo(value + "-x");
                assertThat(spec.parameters()).isEqualTo(Map.of("one", value, "two", "x"));
            }
        });
    }

    @Test
    void refusedCallIsRefusedAgain() {
        call((steps, decisions) -> {
            steps.byTwo("a", "b");
            for (int i = 0; i < 2; i++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> steps.byTwo("a", "b/c"))
                        .withMessageContaining("\"#{#one}-#{#two}\" is refused");
            }
        });
    }

    private interface Work {
        void with(Steps steps, Decisions decisions);
    }

    private void call(Work calls) {
        contexts.run(context -> calls.with(context.getBean(Steps.class), context.getBean(Decisions.class)));
    }

    private static StepSpec spec(Decisions decisions, Runnable call) {
        call.run();
        return decisions.lastSpec();
    }
}
