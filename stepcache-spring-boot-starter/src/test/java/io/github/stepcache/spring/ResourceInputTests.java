package io.github.stepcache.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.StaleReason.InputChanged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/** Whatever location the application's ResourceLoader knows can be an input, and is read anew at each check. */
@ExtendWith(OutputCaptureExtension.class)
class ResourceInputTests {

    private final MemoryResolver memory = new MemoryResolver();
    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) throws IOException {
        work = new Workspace(dir.toRealPath());
        contexts = Contexts.in(work)
                .withPropertyValues("stepcache.lock=jvm", "location=memory:rules")
                .withInitializer(context -> context.addProtocolResolver(memory))
                .withBean(ResourceStep.Meanwhile.class, () -> () -> {});
        memory.objects.put("rules", "1");
    }

    private interface Work {
        void with(ResourceStep.Step step, Decisions decisions) throws Exception;
    }

    private void call(Work calls, String... properties) {
        contexts.withBean(ResourceStep.Step.class)
                .withPropertyValues(properties)
                .run(context -> calls.with(context.getBean(ResourceStep.Step.class), context.getBean(Decisions.class)));
    }

    @Test
    void objectThatChangesBetweenCallsRunsTheStep() {
        call((step, decisions) -> {
            step.run();
            step.run();
            assertThat(decisions.last().isFresh()).isTrue();

            memory.objects.put("rules", "2");
            step.run();
            assertThat(decisions.last().reasons())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            InputChanged.class,
                            changed -> assertThat(changed.key()).isEqualTo("memory://rules"));
            step.run();
            assertThat(decisions.last().isFresh()).isTrue();
        });
    }

    @Test
    void objectThatChangesWhileTheStepRunsIsNotRemembered() {
        contexts = contexts.withBean(
                "meanwhile",
                ResourceStep.Meanwhile.class,
                () -> () -> memory.objects.put("rules", "2"),
                bean -> bean.setPrimary(true));
        call((step, decisions) -> {
            step.run();
            assertThat(decisions.notRemembered()).containsExactly("input \"memory://rules\" changed while it ran");
        });
    }

    @Test
    void objectThatCannotBeReadIsNeverFreshAndIsNamed(CapturedOutput output) {
        call((step, decisions) -> {
            step.run();
            memory.objects.clear();
            for (int i = 0; i < 2; i++) {
                step.run();
                assertThat(decisions.last().describe())
                        .contains("input \"memory://rules\" cannot be read: IOException: no such object");
            }
            assertThat(work.runs()).hasSize(3);
            assertThat(output).contains("WARN").contains("\"memory://rules\" cannot be read");
        });
    }

    @Test
    void objectIsNotAskedForAtStartup() {
        call((step, decisions) -> assertThat(memory.opened).isEmpty());
        memory.objects.clear();
        call((step, decisions) -> assertThat(memory.opened).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void patternThatNobodyCanSearchForIsNeverFresh(boolean hasResolver) {
        contexts = hasResolver ? contexts.withBean(PathMatchingResourcePatternResolver.class) : contexts;
        call(
                (step, decisions) -> {
                    step.run();
                    step.run();
                    assertThat(work.runs()).hasSize(2);
                    assertThat(decisions.last().describe()).contains("input \"memory:*\" cannot be read");
                },
                "location=memory:*");
    }

    @Test
    void patternIsSearchedForByAResolverOfTheApplication() {
        contexts = contexts.withBean("patterns", ResourcePatternResolver.class, memory::patterns);
        call(
                (step, decisions) -> {
                    step.run();
                    step.run();
                    assertThat(work.runs()).hasSize(1);
                    memory.objects.put("more", "1");
                    step.run();
                    assertThat(decisions.last().describe()).contains("was added");
                    memory.objects.clear();
                    step.run();
                    assertThat(decisions.last().describe()).contains("input \"memory:*\" matches no file");
                },
                "location=memory:*");
    }

    @Test
    void documentOfAServerIsAnInput() throws IOException {
        AtomicReference<String> document = new AtomicReference<>("1");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/rules", exchange -> {
            byte[] body = document.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String place = "127.0.0.1:" + server.getAddress().getPort() + "/rules?of=*";
            call(
                    (step, decisions) -> {
                        step.run();
                        step.run();
                        assertThat(decisions.last().isFresh()).isTrue();
                        document.set("2");
                        step.run();
                        assertThat(decisions.last().describe()).contains("input \"http://" + place + "\" changed");
                        document.set("");
                        step.run();
                        assertThat(decisions.last().describe()).contains("\"http://" + place + "\" cannot be read");
                    },
                    "location=http://" + place);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3x://bucket/rules.yaml", "s3x://bucket/*.yaml", "nosuch://x"})
    void unknownPrefixFailsTheStart(String location) {
        contexts.withBean(ResourceStep.Step.class)
                .withPropertyValues("location=" + location)
                .run(context -> assertThat(Contexts.problems(context))
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.what())
                                    .contains("input \"" + location + "\" begins with")
                                    .contains("no prefix that the application's ResourceLoader knows");
                            assertThat(problem.action()).contains("Correct the prefix, or add the module");
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:rules", "2024-01-01T10:00.csv", "notes:a.csv", "./memory:rules", "./classpath:rules"})
    void fileWithAColonInItsNameIsAFile(String name) {
        work.write(name, "1");
        call(
                (step, decisions) -> {
                    step.run();
                    step.run();
                    assertThat(decisions.last().isFresh()).isTrue();
                    work.write(name, "2");
                    step.run();
                    assertThat(decisions.last().describe())
                            .contains("input \"" + name.replace("./", "") + "\" changed");
                },
                "location=" + name);
        assertThat(memory.opened).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rules/*.yaml, rules/a.yaml",
        "rules/a.yaml, rules/a.yaml",
        "rules, rules/a.yaml",
        "r%75les/%61.yaml, rules/a.yaml",
        "my%20rules/**, my rules/b[1]%.yaml",
        "my%20rules/b[1]%25.yaml, my rules/b[1]%.yaml"
    })
    void fileLocationIsAFileLikeAllOthers(String below, String file) {
        work.write("rules/a.yaml", "1");
        work.write("my rules/b[1]%.yaml", "1");
        for (String slashes : new String[] {"file:", "file://", "file://localhost"}) {
            call(
                    (step, decisions) -> {
                        step.run();
                        work.write(file, slashes);
                        step.run();
                        assertThat(decisions.last().describe()).contains("input \"" + file + "\" changed");
                        step.run();
                        assertThat(decisions.last().isFresh()).isTrue();
                        assertThat(decisions.lastSpec().sources()).isEmpty();
                    },
                    "location=" + slashes + work.dir() + "/" + below);
        }
    }

    @Test
    void relativeFileLocationStartsAtTheWorkingDirectory() {
        work.write("pom.xml", "in the base directory");
        call(
                (step, decisions) -> {
                    step.run();
                    assertThat(decisions.lastSpec().inputs())
                            .containsExactly(Path.of("pom.xml").toAbsolutePath().toString());
                    assertThat(decisions.notRemembered()).isEmpty();
                },
                "location=file:pom.xml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "file://", "file://server/share/a", "file:a#b", "file:rules/{a"})
    void fileLocationThatIsNoFileFailsTheStart(String location) {
        contexts.withBean(ResourceStep.Step.class)
                .withPropertyValues("location=" + location)
                .run(context -> assertThat(Contexts.problems(context)).hasSize(1));
    }

    /** Takes its location from a bean. */
    static class OfABean {
        private final Workspace work;

        OfABean(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "of-a-bean", inputs = "#{@place}", outputDir = "bean", requiredOutputs = "o")
        public void run() {
            work.run("bean", "bean/o");
        }
    }

    @Test
    void locationMayComeFromABean() {
        contexts.withBean("place", String.class, () -> "memory:rules")
                .withBean(OfABean.class)
                .run(context -> {
                    context.getBean(OfABean.class).run();
                    memory.objects.put("rules", "2");
                    context.getBean(OfABean.class).run();
                    assertThat(work.runs()).hasSize(2);
                    assertThat(context.getBean(Decisions.class).last().describe())
                            .contains("\"memory://rules\" changed");
                });
    }
}
