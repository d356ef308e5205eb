package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.autoconfigure.StepCacheAutoConfiguration;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.annotation.AliasFor;
import org.springframework.util.StringUtils;

/** An application that was processed ahead of time decides like any other, by the settings of the run. */
class AheadOfTimeTests {

    private Workspace work;
    private Path build;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir.resolve("work"));
        work.write("in/a.txt", "");
        build = dir.resolve("build");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        StepCacheAutoConfiguration.class
    })
    static class Base {

        @Bean
        Workspace workspace(@Value("${stepcache.base-dir}") String dir) {
            return new Workspace(Path.of(dir));
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(outputDir = "${out.dir:out}", requiredOutputs = "composed")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class, attribute = "inputs")
        String[] reads();
    }

    interface OnInterface {
        @CachedStep(name = "on-interface", outputDir = "out", requiredOutputs = "on-interface")
        void onInterface();
    }

    record Total(String year, List<Integer> parts) {}

    static class Steps implements OnInterface {

        private final Workspace work;
        private final String outputs;

        Steps(Workspace work, @Value("${out.dir:out}") String outputs) {
            this.work = work;
            this.outputs = outputs;
        }

        @CachedStep(name = "total-#{#year}", outputDir = "out", requiredOutputs = "#{#year}")
        Total total(String year) {
            work.run("total " + year, "out/" + year);
            return new Total(year, List.of(1, 2));
        }

        @Composed(reads = "in")
        public void composed() {
            work.run("composed", outputs + "/composed");
        }

        @Override
        public void onInterface() {
            work.run("on-interface", "out/on-interface");
        }
    }

    @Import({Base.class, Steps.class})
    static class Application {}

    static class Hidden {
        @CachedStep(name = "hidden", outputDir = "out", requiredOutputs = "x")
        private void step() {}

        void call() {
            step();
        }
    }

    @Import({Base.class, Hidden.class})
    static class Misuse {}

    @Test
    void stepsAreCachedWhereverTheirAnnotationStands() throws Exception {
        try (AheadOfTime application = AheadOfTime.compiled(build, Application.class)) {
            assertThat(runs(application)).containsExactly("total 2024", "composed", "on-interface");
            assertThat(runs(application)).isEmpty();

            work.write("in/a.txt", "changed");
            assertThat(runs(application)).containsExactly("composed");
        }
    }

    @Test
    void settingsAreThoseOfTheRunAndNotOfTheBuild() throws Exception {
        try (AheadOfTime application = AheadOfTime.compiled(
                build, Application.class, "out.dir=build", "stepcache.force=true", "stepcache.base-dir=nowhere")) {
            assertThat(runs(application)).hasSize(3);
            assertThat(runs(application)).isEmpty();
            assertThat(runs(application, "stepcache.force-steps=total-*")).containsExactly("total 2024");
            assertThat(runs(application, "out.dir=elsewhere")).containsExactly("composed");
            assertThat(work.read("elsewhere/composed")).isEqualTo("composed");
            assertThat(runs(application, "stepcache.artifact-versions.model=2")).hasSize(3);
            assertThat(runs(application, "stepcache.enabled=false")).hasSize(3);
            assertThat(runs(application, "stepcache.artifact-versions.model=2")).hasSize(3);
        }
    }

    @Test
    void misuseIsRefusedAtStartup() throws Exception {
        try (AheadOfTime application = AheadOfTime.compiled(build, Misuse.class)) {
            assertThatException()
                    .isThrownBy(() -> runs(application))
                    .withMessageContaining("it is private, and no proxy can intercept a private method");
        }
    }

    private List<String> runs(AheadOfTime application, String... properties) throws Exception {
        return application.call(
                AheadOfTimeTests.class,
                "callAll",
                StringUtils.addStringToArray(properties, "stepcache.base-dir=" + work.dir()));
    }

    /** Start the application, call each step, and tell which of them ran. */
    @SuppressWarnings({"unchecked", "unused"}) // called where its classes are
    static List<String> callAll(String initializer, String... properties) throws Exception {
        SpringProperties.setFlag("spring.aot.enabled");
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            Class.forName(initializer)
                    .asSubclass(ApplicationContextInitializer.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .initialize(context);
            context.refresh();
            Steps steps = context.getBean(Steps.class);
            assertThat(steps.total("2024")).isEqualTo(new Total("2024", List.of(1, 2)));
            steps.composed();
            steps.onInterface();
            return context.getBean(Workspace.class).runs();
        }
    }
}
