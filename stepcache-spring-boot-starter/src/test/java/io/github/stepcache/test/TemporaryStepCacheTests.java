package io.github.stepcache.test;

import static io.github.stepcache.test.StepCacheAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Test classes have a base directory to themselves, for the time of their context. */
class TemporaryStepCacheTests {

    private final List<TestContext> tests = new ArrayList<>();

    @AfterEach
    void close() {
        tests.forEach(test -> test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE));
    }

    /** Starts its paths where the cache does, and still writes when the context is closed. */
    static class Steps implements DisposableBean {
        private final Path baseDir;

        Steps(@Value("${stepcache.base-dir:}") Path baseDir) {
            this.baseDir = baseDir;
        }

        @CachedStep(name = "copy", inputs = "data", outputDir = "out", requiredOutputs = "copy.txt")
        public void copy() throws Exception {
            Files.copy(baseDir.resolve("data/a.txt"), baseDir.resolve("out/copy.txt"));
        }

        @Override
        public void destroy() throws Exception {
            Files.writeString(baseDir.resolve("last-words.txt"), "closed");
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Steps.class)
    static class Application {}

    @SpringBootTest(classes = Application.class)
    @TemporaryStepCache
    static class One {
        @SuppressWarnings("ClassCanBeStatic") // as nested tests are
        class Nested {}

        @SuppressWarnings("ClassCanBeStatic")
        @TemporaryStepCache
        class NestedWithItsOwn {}
    }

    @SpringBootTest(classes = Application.class)
    @TemporaryStepCache
    static class Other {}

    static class Heir extends One {}

    @SpringBootTest(classes = Application.class)
    static class Without {}

    @Test
    void noTwoClassesShareADirectory() {
        Path one = directory(One.class);

        assertThat(one).isAbsolute().isEmptyDirectory();
        assertThat(directory(Other.class)).isNotEqualTo(one);
        assertThat(directory(Heir.class)).isNotEqualTo(one);
        assertThat(directory(One.NestedWithItsOwn.class)).isNotEqualTo(one);
    }

    @Test
    void nestedClassSharesTheContextOfItsClass() {
        assertThat(context(One.Nested.class)).isSameAs(context(One.class));
    }

    @Test
    void otherTestsAreLeftAlone() {
        ConfigurableApplicationContext context = context(Without.class);

        assertThat(context.getBeanNamesForType(TemporaryBaseDirectory.class)).isEmpty();
        assertThat(context.getBeanNamesForType(CachedStepTester.class)).isEmpty();
    }

    @Test
    void directoryIsDeletedWithTheContextAfterAllBeansAreGone() throws Exception {
        ConfigurableApplicationContext context = context(One.class);
        TemporaryBaseDirectory directory = context.getBean(TemporaryBaseDirectory.class);
        directory.write("data/a.txt", "a");
        context.getBean(Steps.class).copy();
        assertThat(directory.resolve("out/copy.txt")).hasContent("a");

        close();

        assertThat(directory.path()).doesNotExist();
    }

    @Test
    void questionsAreAnsweredWithoutACall() throws Exception {
        ConfigurableApplicationContext context = context(One.class);
        context.getBean(TemporaryBaseDirectory.class).write("data/a.txt", "a");
        Steps steps = context.getBean(Steps.class);
        CachedStepTester tester = context.getBean(CachedStepTester.class);

        assertThat(tester).runs(steps, "copy");
        assertThat(context.getBean(StepCache.class)).runs(tester.spec(steps, "copy"));
        steps.copy();
        assertThat(tester).skips(steps, "copy");
        assertThat(context.getBean(StepCache.class)).skips(tester.spec(steps, "copy"));
    }

    @SpringBootTest(classes = Application.class)
    @TemporaryStepCache(fixtures = "src/test/java/io/github/stepcache/test")
    static class WithFixtures {}

    @Test
    void fixturesAreCopiedAndCopiedAgainByAReset() {
        TemporaryBaseDirectory directory = context(WithFixtures.class).getBean(TemporaryBaseDirectory.class);
        Path copy = directory.resolve("package-info.java");
        assertThat(copy).hasSameTextualContentAs(Path.of("src/test/java/io/github/stepcache/test/package-info.java"));

        directory.write("package-info.java", "changed");
        directory.write("out/new/file.txt", "new");
        directory.reset();

        assertThat(copy).hasSameTextualContentAs(Path.of("src/test/java/io/github/stepcache/test/package-info.java"));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @SpringBootTest(classes = Application.class)
    @TemporaryStepCache(fixtures = "src/test/no-such-directory")
    static class WithMissingFixtures {}

    @Test
    void missingFixturesFailTheTest() {
        assertThatException()
                .isThrownBy(() -> context(WithMissingFixtures.class))
                .withStackTraceContaining(
                        "@TemporaryStepCache(fixtures = \"src/test/no-such-directory\"): there is no such");
    }

    @SpringBootTest(classes = Application.class, properties = "stepcache.base-dir=no-such-directory")
    @TestPropertySource(properties = "stepcache.base-dir=neither")
    @TemporaryStepCache
    static class WithOtherProperties {}

    @Test
    void otherPropertiesAreOverridden() {
        ConfigurableApplicationContext context = context(WithOtherProperties.class);

        assertThat(context.getBean(Environment.class).getProperty("stepcache.base-dir"))
                .isEqualTo(context.getBean(TemporaryBaseDirectory.class).toString());
    }

    @SpringBootTest(classes = Application.class)
    @TemporaryStepCache
    static class WithADynamicProperty {
        @DynamicPropertySource
        static void baseDir(DynamicPropertyRegistry properties) {
            properties.add("stepcache.base-dir", () -> "target");
        }
    }

    /** It wins, and no test goes on in another directory than it was told. */
    @Test
    void dynamicPropertyIsRefused() {
        assertThatException()
                .isThrownBy(() -> context(WithADynamicProperty.class))
                .withStackTraceContaining("The base directory is \"target\", and not the temporary one");
    }

    @SpringJUnitConfig(Plain.class)
    @TemporaryStepCache
    static class Slice {}

    @Import(Steps.class)
    static class Plain {}

    /** As in a slice, nothing is configured there but what the annotation brings. */
    @Test
    void cacheIsSetUpWhereNoAutoConfigurationIsOn() throws Exception {
        ConfigurableApplicationContext context = context(Slice.class);
        context.getBean(TemporaryBaseDirectory.class).write("data/a.txt", "a");
        Steps steps = context.getBean(Steps.class);

        StepCacheAssertions.assertIntercepted(steps, "copy");
        steps.copy();
        assertThat(context.getBean(CachedStepTester.class)).skips(steps, "copy");
    }

    private Path directory(Class<?> testClass) {
        return context(testClass).getBean(TemporaryBaseDirectory.class).path();
    }

    private ConfigurableApplicationContext context(Class<?> testClass) {
        TestContext test = new TestContextManager(testClass).getTestContext();
        ConfigurableApplicationContext context = (ConfigurableApplicationContext) test.getApplicationContext();
        tests.add(test);
        return context;
    }
}
