package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.LockTimeoutException;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two applications in one process, each with its own copy of all classes, are callers like any others (contract 6.4). */
class ClassLoaderTests {

    private final Path base;
    private final Pipeline pipeline;

    ClassLoaderTests(@TempDir Path base) {
        this.base = base;
        this.pipeline = Pipeline.in(base);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILE", "JVM"})
    void stepRunsOnceThoughTwoClassLoadersCallIt(LockMode mode) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> copy = other.loadClass(Application.class.getName());
            assertThat(copy).isNotSameAs(Application.class);
            Method run = copy.getMethod("run", Path.class, String.class, CountDownLatch.class, CountDownLatch.class);
            FutureTask<Object> elsewhere = new FutureTask<>(() -> run.invoke(null, base, mode.name(), started, goOn));
            Crowd.start(elsewhere);
            started.await();

            StepCacheBuilder here = pipeline.settings().lock(mode);
            assertThatThrownBy(() -> pipeline.run(
                            here.lockTimeout(Duration.ofMillis(100)).build()))
                    .isInstanceOf(LockTimeoutException.class);
            goOn.countDown();
            assertThat(pipeline.run(here.lockTimeout(Duration.ofSeconds(20)).build())
                            .value())
                    .isEqualTo("run 1");
            assertThat(Crowd.get(elsewhere)).isEqualTo("run 1");
            assertThat(pipeline.runs()).as("runs of this class loader").isZero();
        }
        assertThat(System.getProperties().stringPropertyNames())
                .noneMatch(name -> name.startsWith("io.github.stepcache.lock."));
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return Path.of(entry).toUri().toURL();
                    } catch (MalformedURLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(URL[]::new);
    }

    /** What the other class loader runs. */
    public static final class Application {

        private Application() {}

        /** Run the step, and wait within it. */
        public static String run(Path base, String mode, CountDownLatch started, CountDownLatch goOn)
                throws InterruptedException {
            Pipeline pipeline = new Pipeline(base);
            StepCache cache = pipeline.settings().lock(LockMode.valueOf(mode)).build();
            return cache.run(pipeline.step(), () -> {
                        started.countDown();
                        goOn.await();
                        return pipeline.work();
                    })
                    .value();
        }
    }
}
