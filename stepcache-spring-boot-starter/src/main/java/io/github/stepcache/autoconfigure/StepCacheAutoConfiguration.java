package io.github.stepcache.autoconfigure;

import io.github.stepcache.StepCache;
import io.github.stepcache.StepCacheBuilder;
import io.github.stepcache.StepListener;
import io.github.stepcache.code.Libraries;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.SharedLocks;
import io.github.stepcache.spring.CachedStepAdvisor;
import io.github.stepcache.spring.CachedStepAspect;
import io.github.stepcache.spring.CachedStepMethods;
import io.github.stepcache.spring.CachedStepValidator;
import io.github.stepcache.spring.DeclaredSteps;
import io.github.stepcache.spring.PlanRun;
import io.github.stepcache.spring.StepCode;
import io.github.stepcache.spring.StepEventPublisher;
import io.github.stepcache.spring.StepsOutsideRetries;
import io.github.stepcache.spring.TransactionsInsideSteps;
import io.github.stepcache.spring.WovenSteps;
import io.github.stepcache.store.OutputStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/** Sets up the step cache, and has methods with {@code @CachedStep} run through it. */
@AutoConfiguration(after = AopAutoConfiguration.class)
@EnableConfigurationProperties(StepCacheProperties.class)
public final class StepCacheAutoConfiguration {

    private static final String FORCE_OPTION = "force";

    /** For the container. */
    StepCacheAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    StepCache stepCache(
            StepCacheProperties properties,
            ObjectProvider<ApplicationArguments> arguments,
            ObjectProvider<StepListener> listeners,
            ObjectProvider<OutputStore> store,
            ObjectProvider<SharedLocks> sharedLocks,
            ObjectProvider<Clock> clock,
            ConfigurableListableBeanFactory beans,
            Environment environment) {
        StepCacheBuilder cache = StepCache.builder()
                .baseDir(baseDir(properties.baseDir()))
                .enabled(properties.enabled())
                .force(properties.force() || isForced(arguments.getIfAvailable()))
                .forceSteps(properties.forceSteps().toArray(String[]::new))
                .excludes(properties.excludes().toArray(String[]::new))
                .lock(properties.lock())
                .fingerprint(properties.fingerprint())
                .verifyOutputs(properties.outputs().verify())
                .missingOutputs(properties.outputs().missing())
                .planOnly(PlanMode.isOn(environment));
        if (properties.codeLibraries()) {
            Libraries.of(loader(beans), packages(beans, properties)).versions().forEach(cache::artifactVersion);
        }
        properties.artifactVersions().forEach(cache::artifactVersion);
        if (properties.hashThreads() != null) {
            cache.hashThreads(properties.hashThreads());
        }
        if (properties.lockTimeout() != null) {
            cache.lockTimeout(properties.lockTimeout());
        }
        clock.ifUnique(cache::clock);
        store.ifAvailable(cache::store);
        if (properties.lock() == LockMode.REGISTRY) {
            requireStore(store);
            cache.sharedLocks(sharedLocks.getIfAvailable(StepCacheAutoConfiguration::noSharedLocks));
        }
        listeners.orderedStream().forEach(cache::listener);
        return cache.build();
    }

    private static void requireStore(ObjectProvider<OutputStore> store) {
        if (store.getIfAvailable() == null) {
            throw new SharedLocksMissingException(
                    "there is no store in which one machine finds what another one has made.",
                    "Set stepcache.store.enabled=true, and name a remote store, or set stepcache.lock=file.");
        }
    }

    private static SharedLocks noSharedLocks() {
        throw new SharedLocksMissingException(
                "Spring Integration is not on the class path.",
                "Add spring-integration-redis or spring-integration-jdbc, whose versions Spring Boot manages, and a bean of"
                        + " type LockRegistry, or set stepcache.lock=file.");
    }

    @Bean
    @ConditionalOnMissingBean
    StepEventPublisher stepEventPublisher(ApplicationEventPublisher application) {
        return new StepEventPublisher(application);
    }

    @Bean
    @ConditionalOnMissingBean
    StepJournal stepJournal(ObjectProvider<Clock> clock) {
        return new StepJournal(clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachedStepMethods cachedStepMethods(
            ConfigurableListableBeanFactory beans, ResourceLoader resources, StepCode code) {
        return new CachedStepMethods(beans, resources, code);
    }

    /** Asks for the properties when the first step is called, since aspects are made before they are bound. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static StepCode stepCode(
            ApplicationContext context,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<StepCacheProperties> properties) {
        return new StepCode(
                () -> properties.getObject().code(),
                () -> packages(beans, properties.getObject()),
                loader(beans),
                Instant.ofEpochMilli(context.getStartupDate()));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachedStepAspect cachedStepAspect(
            ObjectProvider<StepCache> cache, CachedStepMethods methods, Environment environment) {
        boolean enabled = environment.getProperty("stepcache.enabled", Boolean.class, true);
        boolean planOnly = PlanMode.isOn(environment);
        return new CachedStepAspect(cache::getObject, methods, enabled, planOnly, order(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static CachedStepAdvisor cachedStepAdvisor(ObjectProvider<CachedStepAspect> aspect, Environment environment) {
        return new CachedStepAdvisor(aspect::getObject, order(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static StepsOutsideRetries stepsOutsideRetries(Environment environment) {
        return new StepsOutsideRetries(order(environment));
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnClass(name = "org.springframework.transaction.interceptor.TransactionInterceptor")
    static TransactionsInsideSteps transactionsInsideSteps() {
        return new TransactionsInsideSteps();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static WovenSteps wovenSteps(ObjectProvider<CachedStepAspect> aspect) {
        return new WovenSteps(aspect::getObject);
    }

    @Bean
    static CachedStepValidator cachedStepValidator(
            ConfigurableListableBeanFactory beans,
            CachedStepMethods methods,
            DeclaredSteps declared,
            StepCacheProperties properties) {
        return new CachedStepValidator(beans, methods, declared, Path.of(properties.baseDir()));
    }

    @Bean
    static DeclaredSteps declaredSteps(StepCacheProperties properties) {
        return new DeclaredSteps(Path.of(properties.baseDir()));
    }

    /** The property is asked for at each start, so that an application that was processed ahead of time has it, too. */
    @Bean
    static PlanRun planRun(
            ObjectProvider<StepCache> cache,
            DeclaredSteps declared,
            StepCacheProperties properties,
            ObjectProvider<ApplicationArguments> arguments,
            ConfigurableApplicationContext context) {
        return new PlanRun(
                PlanMode.isOn(context.getEnvironment()),
                () -> declared.plan(cache.getObject()),
                PlanMode.notes(properties, isForced(arguments.getIfAvailable()), hasStore(context)),
                context);
    }

    /** Asks for no bean, since a plan needs no store. */
    private static boolean hasStore(ConfigurableApplicationContext context) {
        return context.getBeanNamesForType(OutputStore.class, true, false).length > 0;
    }

    /** The packages of the application, as Spring Boot and the properties know them. */
    private static Set<String> packages(BeanFactory beans, StepCacheProperties properties) {
        Set<String> packages = new TreeSet<>(properties.codePackages());
        if (AutoConfigurationPackages.has(beans)) {
            packages.addAll(AutoConfigurationPackages.get(beans));
        }
        return packages;
    }

    private static ClassLoader loader(ConfigurableListableBeanFactory beans) {
        return Objects.requireNonNullElseGet(beans.getBeanClassLoader(), ClassLoader::getSystemClassLoader);
    }

    /** Aspects are made before the properties are bound. */
    private static int order(Environment environment) {
        return environment.getProperty("stepcache.order", Integer.class, CachedStepAspect.DEFAULT_ORDER);
    }

    private static Path baseDir(String configured) {
        Path baseDir = Path.of(configured);
        if (!Files.isDirectory(baseDir)) {
            throw new InvalidConfigurationPropertyValueException(
                    "stepcache.base-dir", configured, "There is no such directory: " + baseDir.toAbsolutePath());
        }
        return baseDir;
    }

    /** Tell whether {@code --force} stands on the command line. */
    private static boolean isForced(@Nullable ApplicationArguments arguments) {
        if (arguments == null || !arguments.containsOption(FORCE_OPTION)) {
            return false;
        }
        List<String> values = arguments.getOptionValues(FORCE_OPTION);
        String value = values == null || values.isEmpty() ? "true" : values.get(values.size() - 1);
        return switch (value) {
            case "true", "" -> true;
            case "false" -> false;
            default ->
                throw new InvalidConfigurationPropertyValueException(
                        "--force",
                        value,
                        "It takes no value. To force single steps, use --stepcache.force-steps=" + value);
        };
    }
}
