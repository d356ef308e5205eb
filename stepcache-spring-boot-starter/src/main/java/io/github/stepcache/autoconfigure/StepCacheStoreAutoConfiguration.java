package io.github.stepcache.autoconfigure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.stepcache.store.OutputStore;
import io.github.stepcache.store.RemoteStore;
import io.github.stepcache.store.StoreListener;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** Keeps outputs of steps, and brings them back, where {@code stepcache.store.enabled} says so. */
@AutoConfiguration(before = StepCacheAutoConfiguration.class)
@ConditionalOnBooleanProperty("stepcache.store.enabled")
public final class StepCacheStoreAutoConfiguration {

    /** For the container. */
    StepCacheStoreAutoConfiguration() {}

    /** Asks for the remote stores when it is made, so that one that was processed ahead of time has those of the start. */
    @Bean
    @ConditionalOnMissingBean
    OutputStore stepCacheOutputStore(
            StepCacheProperties properties,
            ObjectProvider<RemoteStore> remoteStores,
            ObjectProvider<StoreListener> listeners,
            ConfigurableListableBeanFactory beans) {
        StoreProperties settings = properties.store();
        StoreProperties.Remote remote = settings.remote();
        List<RemoteStore> remotes = Stream.concat(
                        RemoteStores.of(remote, beans.getBeanClassLoader()).stream(), remoteStores.orderedStream())
                .toList();
        if (remote.push() && remotes.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    StoreSettings.PREFIX + "remote.push",
                    true,
                    "There is no remote store to write to: set " + StoreSettings.PREFIX + "remote.http.url or "
                            + StoreSettings.PREFIX + "remote.s3.bucket, or add a bean of type RemoteStore.");
        }
        OutputStore.Builder store = OutputStore.in(StoreSettings.directory(properties.baseDir(), settings.directory()))
                .maxSize(settings.maxSize().toBytes())
                .push(remote.push())
                .attempts(remote.attempts())
                .connections(remote.connections());
        if (settings.maxAge() != null) {
            store.maxAge(settings.maxAge());
        }
        if (settings.secret() != null) {
            store.secret(settings.secret().getBytes(UTF_8));
        }
        remotes.forEach(store::remote);
        listeners.orderedStream().forEach(store::listener);
        return store.build();
    }

    @Bean
    @Lazy(false)
    StoreProbe stepCacheStoreProbe(OutputStore store, StepCacheProperties properties, Environment environment) {
        boolean used = properties.enabled() && !PlanMode.isOn(environment);
        return new StoreProbe(
                used ? store::problems : List::of, properties.store().remote().timeout());
    }
}
