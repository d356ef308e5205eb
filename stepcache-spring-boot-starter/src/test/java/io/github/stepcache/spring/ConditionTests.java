package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Where its condition is false, a method runs outside the cache, and nothing stands for what it leaves. */
class ConditionTests {

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a.csv", "1");
        contexts = Contexts.in(work, Conditional.class);
    }

    static class Conditional {
        private final Workspace work;

        Conditional(Workspace work) {
            this.work = work;
        }

        @CachedStep(
                name = "conditional",
                inputs = "in/#{#file}",
                outputDir = "out",
                requiredOutputs = "x",
                parameters = CachedStep.NO_PARAMETERS,
                condition = "#file != null and #really")
        public @Nullable String write(@Nullable String file, boolean really) {
            work.run(file + " " + really, "out/x");
            return file;
        }

        @CachedStep(
                name = "placed-#{#name}",
                outputDir = "placed/#{#name}",
                condition = "#{#name != null and ${use.cache:true}}")
        public void placed(@Nullable String name) {
            work.run("placed " + name);
        }

        @CachedStep(name = "vague", outputDir = "vague", condition = "#name")
        public void vague(String name) {
            work.run("vague");
        }
    }

    @Test
    void falseRunsTheMethodUncachedAndInvalidates() {
        contexts.run(context -> {
            Conditional bean = context.getBean(Conditional.class);
            bean.write("a.csv", true);
            assertThat(bean.write("a.csv", false)).isEqualTo("a.csv");
            assertThat(work.dir().resolve("out/.conditional.manifest.json")).doesNotExist();
            bean.write("a.csv", true);
            bean.write("a.csv", true);

            assertThat(work.runs()).containsExactly("a.csv true", "a.csv false", "a.csv true");
        });
    }

    @Test
    void falseKeepsAwayArgumentsThatTheDeclarationCannotTake() {
        contexts.run(context -> {
            Conditional bean = context.getBean(Conditional.class);
            bean.write("a.csv", true);
            assertThat(bean.write(null, true)).isNull();

            assertThat(work.dir().resolve("out/.conditional.manifest.json")).doesNotExist();
            assertThat(work.runs()).containsExactly("a.csv true", "null true");
        });
    }

    @Test
    void falseRunsTheMethodEvenIfItsManifestHasNoPlace() {
        contexts.run(context -> {
            context.getBean(Conditional.class).placed(null);
            context.getBean(Conditional.class).placed(null);

            assertThat(work.runs()).containsExactly("placed null", "placed null");
        });
    }

    @Test
    void placeholdersAreResolved() {
        contexts.run(context -> {
            context.getBean(Conditional.class).placed("a");
            context.getBean(Conditional.class).placed("a");
            assertThat(work.runs()).hasSize(1);
        });
        contexts.withPropertyValues("use.cache=false").run(context -> {
            context.getBean(Conditional.class).placed("a");
            context.getBean(Conditional.class).placed("a");
            assertThat(work.runs()).hasSize(3);
        });
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefused() {
        contexts.run(context -> {
            context.getBean(Conditional.class).vague("true");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> context.getBean(Conditional.class).vague("yes"))
                    .withMessageContaining("condition \"#name\" is neither true nor false but \"yes\"");
        });
    }
}
