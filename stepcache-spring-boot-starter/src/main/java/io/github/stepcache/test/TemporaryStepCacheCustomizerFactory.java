package io.github.stepcache.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link TemporaryStepCache} on a test class or, for a nested one, round it. */
final class TemporaryStepCacheCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        Class<?> annotated = testClass;
        while (annotated != null) {
            @Nullable
            TemporaryStepCache annotation =
                    AnnotatedElementUtils.findMergedAnnotation(annotated, TemporaryStepCache.class);
            if (annotation != null) {
                return new TemporaryStepCacheCustomizer(annotated, annotation.fixtures());
            }
            annotated =
                    TestContextAnnotationUtils.searchEnclosingClass(annotated) ? annotated.getEnclosingClass() : null;
        }
        return null;
    }
}
