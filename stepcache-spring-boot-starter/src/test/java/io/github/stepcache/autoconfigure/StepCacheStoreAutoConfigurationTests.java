package io.github.stepcache.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoreListener;
import io.github.stepcache.store.StoredName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class StepCacheStoreAutoConfigurationTests {

    private static final String ENABLED = "stepcache.store.enabled=true";
    private static final String PUSH = "stepcache.store.remote.push=true";
    private static final String CREDENTIAL = "open-sesame";

    private Workspace work;
    private ApplicationContextRunner contexts;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        work.write("in/a", "a");
        contexts = Contexts.in(work, Steps.class);
    }

    static class Steps {
        private final Workspace work;

        Steps(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "step", inputs = "in", outputDir = "out", requiredOutputs = "x")
        public void step() {
            work.run("step", "out/x");
        }
    }

    @Test
    void nothingIsKeptByDefault() {
        contexts.run(context -> {
            context.getBean(Steps.class).step();

            assertThat(context).doesNotHaveBean(OutputStore.class).doesNotHaveBean(StoreProbe.class);
            assertThat(work.dir().resolve(".stepcache")).doesNotExist();
        });
    }

    @Test
    void deletedOutputsComeBackWithoutARun() {
        contexts.withPropertyValues(ENABLED).run(context -> {
            context.getBean(Steps.class).step();
            work.delete("out/x");
            context.getBean(Steps.class).step();

            assertThat(work.runs()).hasSize(1);
            assertThat(work.read("out/x")).isEqualTo("step");
            assertThat(context.getBean(Decisions.class).last()).isInstanceOf(Decision.Restored.class);
            assertThat(work.dir().resolve(".stepcache/store")).isDirectory();
        });
    }

    @Test
    void storeOfTheApplicationWins(@TempDir Path elsewhere) {
        contexts.withPropertyValues(ENABLED)
                .withBean(OutputStore.class, () -> OutputStore.in(elsewhere).build())
                .run(context -> {
                    context.getBean(Steps.class).step();

                    assertThat(context).hasSingleBean(OutputStore.class);
                    assertThat(elsewhere).isNotEmptyDirectory();
                    assertThat(work.dir().resolve(".stepcache")).doesNotExist();
                });
    }

    /** What others keep in memory. */
    static class Shelf implements RemoteStore {
        private final String name;
        private final Map<StoredName, byte[]> kept = new ConcurrentHashMap<>();
        private final List<String> calls = new CopyOnWriteArrayList<>();

        Shelf(String name) {
            this.name = name;
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public void check() throws IOException {
            calls.add("check");
        }

        @Override
        public boolean get(StoredName name, long limit, OutputStream to) throws IOException {
            calls.add("get");
            byte[] content = kept.get(name);
            if (content != null) {
                to.write(content);
            }
            return content != null;
        }

        @Override
        public boolean has(StoredName name) {
            return kept.containsKey(name);
        }

        @Override
        public void put(StoredName name, Path content) throws IOException {
            kept.put(name, Files.readAllBytes(content));
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shelves {
        private static final List<String> ASKED = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        Shelf second() {
            return shelf("second");
        }

        @Bean
        @Order(1)
        Shelf first() {
            return shelf("first");
        }

        private static Shelf shelf(String name) {
            return new Shelf(name) {
                @Override
                public boolean get(StoredName stored, long limit, OutputStream to) throws IOException {
                    ASKED.add(name);
                    return super.get(stored, limit, to);
                }
            };
        }
    }

    @Test
    void remoteStoresThatAreBeansAreAskedInOrderAndClosed() {
        Shelves.ASKED.clear();
        Shelf[] shelf = new Shelf[1];
        contexts.withPropertyValues(ENABLED)
                .withUserConfiguration(Shelves.class)
                .run(context -> {
                    context.getBean(Steps.class).step();
                    shelf[0] = context.getBean("first", Shelf.class);

                    assertThat(Shelves.ASKED).startsWith("first", "second");
                    assertThat(shelf[0].kept)
                            .as("nothing is written unless that is asked for")
                            .isEmpty();
                    assertThat(shelf[0].calls).contains("check").doesNotContain("close");
                });
        assertThat(shelf[0].calls).contains("close");
    }

    @Test
    void otherMachineRestoresWhatWasPushed(@TempDir Path other) {
        Shelf shelf = new Shelf("shelf");
        contexts.withPropertyValues(ENABLED, PUSH)
                .withBean(RemoteStore.class, () -> shelf)
                .run(context -> context.getBean(Steps.class).step());
        Workspace elsewhere = new Workspace(other);
        elsewhere.write("in/a", "a");
        Contexts.in(elsewhere, Steps.class)
                .withPropertyValues(ENABLED)
                .withBean(RemoteStore.class, () -> shelf)
                .run(context -> {
                    context.getBean(Steps.class).step();

                    assertThat(elsewhere.runs()).isEmpty();
                    assertThat(elsewhere.read("out/x")).isEqualTo("step");
                });
    }

    @Test
    void listenersAreTold() {
        List<String> sent = new CopyOnWriteArrayList<>();
        contexts.withPropertyValues(ENABLED, PUSH)
                .withBean(RemoteStore.class, () -> new Shelf("shelf"))
                .withBean(StoreListener.class, () -> new StoreListener() {
                    @Override
                    public void sent(String store, long bytes) {
                        sent.add(store);
                    }
                })
                .run(context -> {
                    context.getBean(Steps.class).step();

                    assertThat(sent).contains("shelf");
                });
    }

    @Test
    void storeThatCannotBeUsedIsAWarningThatNamesThePropertyAndNoCredential(CapturedOutput output) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = "<Error><Code>InvalidAccessKeyId</Code><Message>%s</Message></Error>"
                    .formatted(CREDENTIAL)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(403, exchange.getRequestMethod().equals("HEAD") ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            contexts.withPropertyValues(
                            ENABLED,
                            "stepcache.store.secret=" + CREDENTIAL,
                            "stepcache.store.remote.http.url=" + url,
                            "stepcache.store.remote.http.username=me",
                            "stepcache.store.remote.http.password=" + CREDENTIAL,
                            "stepcache.store.remote.s3.bucket=b",
                            "stepcache.store.remote.s3.endpoint=" + url,
                            "stepcache.store.remote.s3.path-style=true",
                            "stepcache.store.remote.s3.access-key=" + CREDENTIAL,
                            "stepcache.store.remote.s3.secret-key=" + CREDENTIAL)
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        assertThat(output.getAll()
                                        .lines()
                                        .filter(line -> line.contains("A remote store cannot be used")))
                                .hasSize(2)
                                .anySatisfy(line -> assertThat(line)
                                        .startsWith("WARN")
                                        .contains(url, "403", "stepcache.store.remote.http.*"))
                                .anySatisfy(line -> assertThat(line)
                                        .startsWith("WARN")
                                        .contains("s3://b", "access key", "stepcache.store.remote.s3.*"));
                        context.getBean(Steps.class).step();
                        assertThat(work.runs()).hasSize(1);
                        assertThat(output.getAll() + context.getBean(StepCacheProperties.class))
                                .doesNotContain(CREDENTIAL);
                    });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void actuatorShowsNoCredentialUnlessItIsToldTo() {
        contexts.withConfiguration(AutoConfigurations.of(
                        ConfigurationPropertiesReportEndpointAutoConfiguration.class,
                        EnvironmentEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=configprops,env",
                        "stepcache.store.secret=" + CREDENTIAL,
                        "stepcache.store.remote.http.url=http://cache",
                        "stepcache.store.remote.http.token=" + CREDENTIAL,
                        "stepcache.store.remote.s3.bucket=b",
                        "stepcache.store.remote.s3.access-key=" + CREDENTIAL,
                        "stepcache.store.remote.s3.secret-key=" + CREDENTIAL)
                .run(context -> {
                    Object properties = context.getBean(ConfigurationPropertiesReportEndpoint.class)
                            .configurationProperties();
                    Object environment =
                            context.getBean(EnvironmentEndpoint.class).environment("stepcache.*");
                    for (Object shown : List.of(properties, environment)) {
                        assertThat(JsonMapper.shared().writeValueAsString(shown))
                                .containsIgnoringCase("secret")
                                .contains("******")
                                .doesNotContain(CREDENTIAL);
                    }
                });
    }

    @Test
    void storeThatDoesNotAnswerKeepsTheApplicationFromStartingNoLongerThanTheTimeout(CapturedOutput output) {
        CountDownLatch end = new CountDownLatch(1);
        Shelf silent = new Shelf("silent") {
            @Override
            public void check() throws IOException {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        contexts.withPropertyValues(ENABLED, "stepcache.store.remote.timeout=50ms")
                .withBean(RemoteStore.class, () -> silent)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    end.countDown();
                    assertThat(output.getAll()).doesNotContain("cannot be used");
                });
    }

    @Test
    void nobodyIsAskedWhereTheCacheIsOff() {
        Shelf shelf = new Shelf("shelf");
        contexts.withPropertyValues(ENABLED, "stepcache.enabled=false")
                .withBean(RemoteStore.class, () -> shelf)
                .run(context -> {
                    context.getBean(Steps.class).step();

                    assertThat(shelf.calls).isEmpty();
                });
    }

    @Test
    void withoutTheSdkABucketFailsTheStartAndSaysWhatToAdd() {
        Contexts.in(work)
                .withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
                .withPropertyValues(ENABLED, "stepcache.store.remote.s3.bucket=b")
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis analysis = new S3LibraryMissingFailureAnalyzer()
                            .analyze(Objects.requireNonNull(context.getStartupFailure()));
                    assertThat(analysis).isNotNull();
                    assertThat(analysis.getDescription()).contains("'stepcache.store.remote.s3.bucket'", "AWS SDK");
                    assertThat(analysis.getAction()).contains("software.amazon.awssdk:s3");
                });
    }

    @Test
    void withoutTheSdkNothingIsMissedByWhoHasNoBucket() {
        Contexts.in(work)
                .withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
                .withPropertyValues(ENABLED, "stepcache.store.remote.s3.bucket=")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(OutputStore.class));
    }
}
