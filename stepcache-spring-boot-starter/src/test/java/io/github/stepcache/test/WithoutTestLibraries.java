package io.github.stepcache.test;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;

/** What WithoutTestLibrariesTests does by class loaders that lack some libraries. */
public final class WithoutTestLibraries {

    private WithoutTestLibraries() {}

    /** Writes how often it was called. */
    public static class Steps {
        private final Path baseDir;

        Steps(@Value("${stepcache.base-dir}") Path baseDir) {
            this.baseDir = baseDir;
        }

        @CachedStep(name = "step", outputDir = "out", requiredOutputs = "step.txt")
        public void step() throws IOException {
            Path file = baseDir.resolve("out/step.txt");
            Files.writeString(file, Files.exists(file) ? "ran again" : "ran once");
        }
    }

    @EnableAutoConfiguration
    @Import(Steps.class)
    static class Application {}

    @ContextConfiguration(classes = Application.class)
    @TemporaryStepCache
    static class PlainTest {}

    /** Start an application and call its step twice. */
    public static void application(Path dir) throws IOException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("stepcache.base-dir=" + dir)
                .run()) {
            context.getBean(Steps.class).step();
            context.getBean(Steps.class).step();
        }
    }

    /** Ask about a step in a test without AssertJ. */
    public static void test(Path dir) throws Exception {
        try (ConfigurableApplicationContext context = (ConfigurableApplicationContext)
                new TestContextManager(PlainTest.class).getTestContext().getApplicationContext()) {
            Steps steps = context.getBean(Steps.class);
            steps.step();
            if (!context.getBean(CachedStepTester.class).check(steps, "step").isFresh()) {
                throw new IllegalStateException("not fresh");
            }
        }
    }
}
