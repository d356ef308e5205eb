package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.StepCache;
import io.github.stepcache.integration.RegistryLocks;
import io.github.stepcache.lock.SharedLockException;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.lock.SharedLocks.SharedLock;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Startup;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.integration.support.locks.DefaultLockRegistry;
import org.springframework.integration.support.locks.LockRegistry;

/** Which locks an application shares with other machines. */
@ExtendWith(OutputCaptureExtension.class)
class StepCacheLockAutoConfigurationTests {

    private static final String LOCK = "stepcache.lock=registry";
    private static final String STORE = "stepcache.store.enabled=true";
    private static final String FAILED = "APPLICATION FAILED TO START";

    private Workspace work;
    private ApplicationContextRunner contexts;

    static class OneRegistry {

        @Bean
        LockRegistry<?> registry() {
            return new DefaultLockRegistry();
        }
    }

    static class TwoRegistries {

        @Bean
        DefaultLockRegistry leaders() {
            return new DefaultLockRegistry();
        }

        @Bean
        DefaultLockRegistry orders() {
            return new DefaultLockRegistry();
        }
    }

    static class PrimaryRegistry {

        @Bean
        @Primary
        DefaultLockRegistry steps() {
            return new DefaultLockRegistry();
        }
    }

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
        contexts = Contexts.in(work).withPropertyValues(LOCK, STORE);
    }

    @Test
    void locksAreThoseOfTheRegistry() {
        contexts.withUserConfiguration(OneRegistry.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(StepCache.class)
                        .getBean(SharedLocks.class)
                        .isInstanceOf(RegistryLocks.class));
    }

    @Test
    void primaryRegistryIsTheOneOfSeveral() {
        contexts.withUserConfiguration(TwoRegistries.class, PrimaryRegistry.class)
                .run(context -> {
                    SharedLocks steps = new RegistryLocks(context.getBean(DefaultLockRegistry.class));
                    assertThat(isShared(context.getBean(SharedLocks.class), steps))
                            .isTrue();
                });
    }

    @Test
    void locksOfTheApplicationComeFirst() {
        SharedLocks own = (name, patience) -> Optional.empty();
        contexts.withBean(SharedLocks.class, () -> own)
                .run(context -> assertThat(context)
                        .hasSingleBean(StepCache.class)
                        .getBean(SharedLocks.class)
                        .isSameAs(own));
    }

    @Test
    void registryIsLeftAloneWhereNobodyAsksForIt() {
        contexts.withPropertyValues("stepcache.lock=file")
                .withUserConfiguration(TwoRegistries.class)
                .run(context -> assertThat(context).hasSingleBean(StepCache.class));
    }

    @Test
    void missingRegistryFailsTheStart(CapturedOutput output) {
        assertThat(start(output, List.of(), LOCK, STORE))
                .contains(FAILED, "no bean of type LockRegistry", "JdbcLockRegistry", "stepcache.lock=file");
    }

    @Test
    void severalRegistriesAreNamed(CapturedOutput output) {
        assertThat(start(output, List.of(TwoRegistries.class), LOCK, STORE))
                .contains(FAILED, "several beans of type LockRegistry: leaders, orders.", "@Primary");
    }

    @Test
    void missingStoreFailsTheStart(CapturedOutput output) {
        assertThat(start(output, List.of(OneRegistry.class), LOCK))
                .contains(FAILED, "there is no store", "stepcache.store.enabled=true");
    }

    @Test
    void missingLibraryFailsTheStart() {
        contexts.withClassLoader(new FilteredClassLoader("org.springframework.integration"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SharedLocksMissingException.class)
                        .hasMessageContaining("not on the class path")
                        .extracting(failure -> ((SharedLocksMissingException) failure).remedy())
                        .asString()
                        .contains("spring-integration-redis"));
    }

    @Test
    void withoutTheLibraryAllElseWorks() {
        contexts.withPropertyValues("stepcache.lock=file")
                .withClassLoader(new FilteredClassLoader("org.springframework.integration"))
                .run(context -> assertThat(context).hasSingleBean(StepCache.class));
    }

    private static boolean isShared(SharedLocks one, SharedLocks other) throws SharedLockException {
        try (SharedLock lock = one.acquire("name", Duration.ofSeconds(20)).orElseThrow()) {
            return lock.isStillHeld() && other.acquire("name", Duration.ZERO).isEmpty();
        }
    }

    private String start(CapturedOutput output, List<Class<?>> beans, String... properties) {
        String[] arguments =
                List.of(properties).stream().map(property -> "--" + property).toArray(String[]::new);
        return Startup.failure(output, work, beans, arguments);
    }
}
