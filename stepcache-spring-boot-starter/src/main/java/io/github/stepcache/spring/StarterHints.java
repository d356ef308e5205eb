package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Tells a native image what the starter uses by reflection, whatever the beans of the application. */
final class StarterHints implements RuntimeHintsRegistrar {

    /** For {@code aot.factories}. */
    StarterHints() {}

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.reflection().registerType(CachedStep.class, MemberCategory.INVOKE_DECLARED_METHODS);
        hints.proxies().registerJdkProxy(CachedStep.class); // made by Spring, of annotations that carry it
        // Not found, the transaction around a step would go unseen, and the step be remembered before it commits.
        hints.reflection().registerTypeIfPresent(classLoader, SurroundingTransaction.MANAGER);
        // Not found, an application with a store in a bucket would not start.
        hints.reflection().registerTypeIfPresent(classLoader, "software.amazon.awssdk.services.s3.S3Client");
    }
}
