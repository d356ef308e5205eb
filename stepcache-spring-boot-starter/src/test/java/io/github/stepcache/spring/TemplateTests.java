package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.step.PathPattern;
import io.github.stepcache.step.StepSpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What strings of the annotation may say, and what becomes of it. */
class TemplateTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work, Steps.class).withBean("catalog", Catalog.class);
    }

    record Study(String id, List<Part> parts) {}

    record Part(String name) {}

    static class Catalog {
        public String getDir() {
            return "catalog";
        }

        public Path getFile() {
            return Path.of("in/[1].csv");
        }

        public String getGlob() {
            return "in/*.csv";
        }
    }

    static class Steps {

        @CachedStep(
                name = "${app.name:fallback}",
                inputs = {"${app.inputs:in}", "${app.dir:data}/${app.file:a.csv}"},
                outputDir = "${app.out:out}",
                artifactVersions = {"schema=${app.schema:1}", "${app.rules:rules = a=b}"},
                parameters = "mode=${app.mode:full}")
        public void placeholders() {}

        @CachedStep(name = "by-name-#{#study}", outputDir = "out/#{#study}", requiredOutputs = "#{#study}.txt")
        public void byName(String study) {}

        @CachedStep(name = "by-position", inputs = "in/#{#a0}-#{#p1}.csv", outputDir = "out")
        public void byPosition(String one, int two) {}

        @CachedStep(
                name = "of-beans",
                inputs = {"#{@catalog.dir}/x", "#{@catalog.glob}", "#{@catalog.file}"},
                outputDir = "out/#{@catalog.dir}")
        public void ofBeans() {}

        @CachedStep(
                name = "of-members",
                inputs = {
                    "in/#{#study.id}",
                    "in/#{#study.id.toUpperCase()}",
                    "#{#study.parts.![name]}",
                    "#{#study.parts.?[name.length() == 2].![name + '.long']}",
                    "#{{#study.id + '.a', #study.id + '.b'}}"
                },
                outputDir = "out",
                requiredOutputs = "#{#study.parts.![#this.name]}",
                parameters = "study=#{#study.id}")
        public void ofMembers(Study study) {}

        @CachedStep(name = "of-types", inputs = "#{T(java.nio.file.Path).of('in', #year + '.csv')}", outputDir = "out")
        public void ofTypes(int year) {}

        @CachedStep(
                name = "whole",
                inputs = "#{#file}",
                outputDir = "out",
                requiredOutputs = "#{#outputs}",
                parameters = "outputs")
        public void whole(@Nullable Object file, Object outputs) {}

        @CachedStep(
                name = "suffixes",
                inputs = "in",
                extensions = {".csv", "#{#suffix}"},
                outputDir = "out")
        public void suffixes(String suffix) {}

        @CachedStep(name = "braces", inputs = "in/{a,b}*.csv", outputDir = "out/{x}", requiredOutputs = "x}")
        public void braces() {}

        @CachedStep(name = "in-group", inputs = "in/{#{#one},b}.csv", outputDir = "out")
        public void inGroup(String one) {}
    }

    @Test
    void placeholdersAreResolvedAndHaveDefaults() {
        contexts.withPropertyValues("app.name=report", "app.inputs=in/*.csv", "app.mode=short")
                .run(context -> {
                    context.getBean(Steps.class).placeholders();

                    StepSpec spec = context.getBean(Decisions.class).lastSpec();
                    assertThat(spec.name()).isEqualTo("report");
                    assertThat(spec.inputs()).containsExactly("in/*.csv", "data/a.csv");
                    assertThat(spec.outputDir()).isEqualTo(Path.of("out"));
                    assertThat(spec.artifactVersions()).isEqualTo(Map.of("schema", "1", "rules", "a=b"));
                    assertThat(spec.parameters()).containsEntry("mode", "short").hasSize(1);
                });
    }

    @Test
    void argumentsAreNamed() {
        StepSpec spec = specOf(steps -> steps.byName("S1"));

        assertThat(spec.name()).isEqualTo("by-name-S1");
        assertThat(spec.outputDir()).isEqualTo(Path.of("out/S1"));
        assertThat(spec.requiredOutputs()).containsExactly("S1.txt");
    }

    @Test
    void argumentsHavePositions() {
        assertThat(specOf(steps -> steps.byPosition("a", 7)).inputs()).containsExactly("in/a-7.csv");
    }

    @Test
    void beansAreNamedAndTheirTextsMayBeGlobsButTheirPathsAreNot() {
        StepSpec spec = specOf(Steps::ofBeans);

        assertThat(spec.inputs()).containsExactly("catalog/x", "in/*.csv", "in/\\[1\\].csv");
        assertThat(spec.outputDir()).isEqualTo(Path.of("out/catalog"));
    }

    @Test
    void membersOfArgumentsAndOfTheirElementsAreNamed() {
        Study study = new Study("s", List.of(new Part("p1"), new Part("q")));
        StepSpec spec = specOf(steps -> steps.ofMembers(study));

        assertThat(spec.inputs()).containsExactly("in/s", "in/S", "p1", "q", "p1.long", "s.a", "s.b");
        assertThat(spec.requiredOutputs()).containsExactly("p1", "q");
        assertThat(spec.parameters()).containsEntry("study", "s").hasSize(1);
    }

    @Test
    void typesAreNamed() {
        assertThat(specOf(steps -> steps.ofTypes(2024)).inputs()).containsExactly("in/2024.csv");
    }

    @Test
    void wholeExpressionMayBeAnyPathOrSeveral() {
        Path outside = work.dir().resolve("../elsewhere/a.csv");

        assertThat(specOf(steps -> steps.whole(outside, "x")).inputs()).containsExactly(outside.toString());
        assertThat(specOf(steps -> steps.whole(List.of(Path.of("a"), Path.of("b/*")), List.of("x", "y"))))
                .satisfies(spec -> assertThat(spec.inputs()).containsExactly("a", "b/\\*"))
                .satisfies(spec -> assertThat(spec.requiredOutputs()).containsExactly("x", "y"));
        assertThat(specOf(steps -> steps.whole(new Path[] {Path.of("a"), Path.of("b")}, "x"))
                        .inputs())
                .containsExactly("a", "b");
    }

    @Test
    void emptyListIsNeverFresh() {
        contexts.run(context -> {
            for (int i = 0; i < 2; i++) {
                work.write("out/x", "");
                context.getBean(Steps.class).whole(List.of(), "x");

                assertThat(context.getBean(Decisions.class).last().reasons())
                        .contains(new StaleReason.NoInputMatched(PathPattern.quote("#{#file}")));
            }
        });
    }

    @Test
    void emptyListOfOutputsIsNeverFresh() {
        work.write("a", "");
        contexts.run(context -> {
            context.getBean(Steps.class).whole("a", List.of());
            context.getBean(Steps.class).whole("a", List.of());

            assertThat(context.getBean(Decisions.class).last().reasons())
                    .contains(new StaleReason.OutputMissing(PathPattern.quote("#{#outputs}")));
        });
    }

    @Test
    void nullIsRefusedAndNamed() {
        contexts.run(context -> {
            Steps steps = context.getBean(Steps.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> steps.whole(null, "x"))
                    .withMessage(
                            "@CachedStep on %s.whole: \"#{#file}\" is refused: #{#file} is null.",
                            Steps.class.getName());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> steps.whole(Arrays.asList("a", null), "x"))
                    .withMessageContaining("#{#file} is null");
        });
    }

    @Test
    void valueWithoutAStableTextIsRefusedAndNamed() {
        contexts.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(Steps.class).whole(new Object(), "x"))
                .withMessageContaining("#{#file} is of type java.lang.Object, which has no stable text"));
    }

    @Test
    void suffixMayBeAnArgumentAndIsRefusedWithoutItsDot() {
        assertThat(specOf(steps -> steps.suffixes(".txt")).extensions()).containsExactly(".csv", ".txt");
        contexts.run(context -> assertThatIllegalArgumentException()
                .isThrownBy(() -> context.getBean(Steps.class).suffixes("txt"))
                .withMessageContaining(Steps.class.getName() + ".suffixes: \"#{#suffix}\" is refused"));
    }

    @Test
    void bracesThatAreNoExpressionsStayAsTheyAre() {
        StepSpec spec = specOf(Steps::braces);

        assertThat(spec.inputs()).containsExactly("in/{a,b}*.csv");
        assertThat(spec.outputDir()).isEqualTo(Path.of("out/{x}"));
        assertThat(spec.requiredOutputs()).containsExactly("x}");
    }

    @Test
    void argumentInAGroupIsOneAlternative() {
        work.write("in/a,c.csv", "1");
        work.write("in/a.csv", "2");
        work.write("in/c.csv", "2");
        contexts.run(context -> {
            context.getBean(Steps.class).inGroup("a,c");

            assertThat(context.getBean(Decisions.class).results().get(0).inputs())
                    .isEqualTo(1);
        });
    }

    private StepSpec specOf(Consumer<Steps> call) {
        StepSpec[] spec = new StepSpec[1];
        contexts.run(context -> {
            call.accept(context.getBean(Steps.class));
            spec[0] = context.getBean(Decisions.class).lastSpec();
        });
        return spec[0];
    }
}
