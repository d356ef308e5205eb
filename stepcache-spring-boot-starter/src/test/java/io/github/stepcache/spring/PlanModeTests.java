package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.github.stepcache.PlanOnlyException;
import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import io.github.stepcache.store.OutputStore;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/** An application that is started for a plan prints it, runs nothing, and leaves every file as it is. */
@ExtendWith(OutputCaptureExtension.class)
class PlanModeTests {

    private Workspace work;
    private CapturedOutput output;

    @BeforeEach
    void setUp(@TempDir Path dir, CapturedOutput output) {
        this.work = new Workspace(dir);
        this.output = output;
        work.write("data/a.csv", "1");
    }

    static class Pipeline {
        private final Workspace work;

        Pipeline(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "report", inputs = "out/clean", outputDir = "out/report", requiredOutputs = "r.html")
        public void report() {
            work.run("report", "out/report/r.html");
        }

        @CachedStep(name = "clean", inputs = "data/*.csv", outputDir = "out/clean", requiredOutputs = "a.json")
        public int clean() {
            work.run("clean", "out/clean/a.json");
            return 1;
        }

        @CachedStep(name = "year-#{#year}", outputDir = "yearly/#{#year}", requiredOutputs = "y")
        public void year(int year) {
            work.run("year-" + year, "yearly/" + year + "/y");
        }
    }

    static class Calls implements ApplicationRunner {
        private final Pipeline pipeline;

        Calls(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void run(org.springframework.boot.ApplicationArguments arguments) {
            pipeline.clean();
            pipeline.report();
            pipeline.year(2024);
        }
    }

    @Test
    void whatWouldRunIsPrintedAndNothingIsTouched() throws IOException {
        run();
        Map<String, String> before = tree();
        assertThat(plan())
                .contains("Plan: nothing was run, and nothing written.")
                .containsPattern("(?m)^clean +fresh: nothing changed since ")
                .containsPattern("(?m)^report +fresh: nothing changed since ")
                .containsPattern("(?m)^year-#\\{#year} +needs arguments$")
                .contains("Steps: 2 fresh, 1 needs arguments.");
        work.write("data/a.csv", "2");
        before.put("data/a.csv", tree().get("data/a.csv"));

        assertThat(plan())
                .containsPattern("(?m)^clean +will run\n    input \"data/a.csv\" changed \\(recorded ")
                .containsPattern("(?m)^report +may run: waits for 'clean'$");
        assertThat(tree()).isEqualTo(before);
        assertThat(work.runs()).containsExactly("clean", "report", "year-2024");
    }

    @Test
    void beforeTheFirstRunNoDirectoryIsMade() throws IOException {
        Map<String, String> before = tree();

        assertThat(plan("--stepcache.lock=jvm")).contains("output directory \"out/clean\" does not exist");

        assertThat(tree()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stepcache.plan", "--stepcache.plan=", "--stepcache.plan=true", "--stepcache.plan=on"})
    void valueMayBeLeftOut(String argument) {
        assertThat(started(List.of(Pipeline.class, Calls.class), argument)).contains("Plan: ");
        assertThat(work.runs()).isEmpty();
    }

    @Test
    void switchedOffItRuns() {
        assertThat(run("--stepcache.plan=false")).doesNotContain("Plan: ");
        assertThat(work.runs()).hasSize(3);
    }

    @Test
    void valueThatIsNeitherFailsTheStart() {
        assertThat(Startup.failure(output, work, List.of(Pipeline.class, Calls.class), "--stepcache.plan=clean"))
                .contains("stepcache.plan", "either true or false");
        assertThat(work.runs()).isEmpty();
    }

    @Test
    void settingsThatMakeStepsRunAreNamed() throws IOException {
        run();
        Map<String, String> before = tree();

        assertThat(plan("--force")).contains("All steps are forced", "report  ").contains("    it is forced to run");
        assertThat(plan("--stepcache.force-steps=rep*"))
                .contains("Steps are forced (stepcache.force-steps): \"rep*\".")
                .containsPattern("(?m)^clean +fresh")
                .containsPattern("(?m)^report +will run\n    it is forced to run$");
        assertThat(plan("--stepcache.enabled=false"))
                .contains("The cache is switched off (stepcache.enabled)")
                .containsPattern("(?m)^clean +will run\n    the cache is switched off for it$");
        assertThat(tree()).isEqualTo(before);
    }

    @Configuration(proxyBeanMethods = false)
    static class Store {
        @Bean
        OutputStore store(Workspace work) {
            return OutputStore.in(work.dir().resolve("store")).build();
        }
    }

    @Test
    void storeIsNamedAndNotAsked() throws IOException {
        String note = "A store of outputs is on: what is stale may be restored instead of run";
        Map<String, String> before = tree();

        assertThat(plan()).doesNotContain(note);
        assertThat(started(List.of(Store.class, Pipeline.class), "--stepcache.plan"))
                .contains(note)
                .containsPattern("(?m)^clean +will run$");
        assertThat(tree()).isEqualTo(before);
    }

    static class Eager {
        private final Pipeline pipeline;

        Eager(Pipeline pipeline) {
            this.pipeline = pipeline;
        }

        @PostConstruct
        void callStep() {
            pipeline.clean();
        }
    }

    static class EagerByHand {
        EagerByHand(StepCache cache) {
            cache.run(StepSpec.named("by-hand").outputDir(Path.of("out")).build(), () -> {});
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Eager.class, EagerByHand.class})
    void stepThatIsCalledBeforeIsRefused(Class<?> eager) throws IOException {
        Map<String, String> before = tree();

        Exception refused = catchException(() -> Startup.of(work, List.of(Pipeline.class, eager), "--stepcache.plan"));

        assertThat(refused).hasRootCauseInstanceOf(PlanOnlyException.class);
        assertThat(refused).rootCause().hasMessageContainingAll("was called", "stepcache.plan", "ApplicationRunner");
        assertThat(work.runs()).isEmpty();
        assertThat(tree()).isEqualTo(before);
    }

    @Lazy
    static class LazyBean {
        LazyBean(Workspace work) {
            work.run("lazy bean was made");
        }

        @CachedStep(name = "lazy", outputDir = "out/lazy", requiredOutputs = "x")
        public void step() {}
    }

    @Scope("prototype")
    static class PrototypeBean {
        PrototypeBean(Workspace work) {
            work.run("prototype was made");
        }

        @CachedStep(name = "prototype", outputDir = "out/prototype", requiredOutputs = "x")
        public void step() {}
    }

    @Test
    void beansAreNotMadeForAPlan() {
        assertThat(started(List.of(LazyBean.class, PrototypeBean.class), "--stepcache.plan"))
                .containsPattern("(?m)^lazy +will run$")
                .containsPattern("(?m)^prototype +will run$");
        assertThat(work.runs()).isEmpty();
    }

    static class Server implements SmartLifecycle {
        private final Workspace work;

        Server(Workspace work) {
            this.work = work;
        }

        @Override
        public void start() {
            work.run("server listens");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE + 1;
        }
    }

    @Test
    void nothingThatStartsWithTheApplicationIsStarted() {
        assertThat(started(List.of(Server.class), "--stepcache.plan")).contains("There are no steps.");
        assertThat(work.runs()).isEmpty();
    }

    static class Sometimes {
        @CachedStep(name = "never", outputDir = "out/n", requiredOutputs = "x", condition = "${app.on:false}")
        public void never() {}

        @CachedStep(name = "broken", outputDir = "#{@nothing.dir}", requiredOutputs = "x")
        public void broken() {}

        @CachedStep(
                name = "left-out",
                outputDir = "out/l",
                requiredOutputs = "x",
                parameters = CachedStep.NO_PARAMETERS)
        public void leftOut(String mode) {}

        @CachedStep(name = "asks", outputDir = "#{@place.toString()}", requiredOutputs = "x")
        public void asks() {}
    }

    @Test
    void conditionsAndExpressionsAreEvaluatedAsInACall() {
        String printed = started(List.of(Sometimes.class, Places.class), "--stepcache.plan");

        assertThat(printed)
                .containsPattern("(?m)^never +will run\n    the cache is switched off for it$")
                .containsPattern("(?m)^broken +unknown: .*cannot be evaluated")
                .containsPattern("(?m)^left-out +will run$")
                .contains("output directory \"out/place\" does not exist");
    }

    @Configuration(proxyBeanMethods = false)
    static class Places {
        @Bean
        StringBuilder place() {
            return new StringBuilder("out/place");
        }

        @Bean
        StringBuilder nothing() {
            return new StringBuilder();
        }
    }

    private String run(String... arguments) {
        int before = output.getAll().length();
        try (ConfigurableApplicationContext context =
                Startup.of(work, List.of(Pipeline.class, Calls.class), arguments)) {
            assertThat(context.isRunning()).isTrue();
        }
        return output.getAll().substring(before);
    }

    private String plan(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--stepcache.plan");
        return started(List.of(Pipeline.class, Calls.class), all.toArray(String[]::new));
    }

    /** Start an application that ends with its plan, and give what it printed. */
    private String started(List<Class<?>> beans, String... arguments) {
        int before = output.getAll().length();
        List<Class<?>> all = new ArrayList<>(beans);
        all.add(PlanEnd.class);
        Exception ended = catchException(() -> Startup.of(work, all, arguments).close());
        assertThat(ended).hasRootCauseInstanceOf(PlanEnd.Ended.class);
        return output.getAll().substring(before);
    }

    /** All files and directories, also hidden ones, with their times. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(work.dir().toAbsolutePath())) {
            for (Path path : paths.toList()) {
                String name = work.dir().toAbsolutePath().relativize(path).toString();
                String content = Files.isDirectory(path)
                        ? "directory " + Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS)
                        : Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1);
                tree.put(name, content + Files.getLastModifiedTime(path));
            }
        }
        return tree;
    }
}
