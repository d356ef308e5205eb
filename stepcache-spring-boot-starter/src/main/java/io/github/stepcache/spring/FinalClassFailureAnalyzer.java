package io.github.stepcache.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at startup why a bean could not be made, where that is for a {@code @CachedStep} in a final class. */
final class FinalClassFailureAnalyzer extends AbstractFailureAnalyzer<AopConfigException> {

    private final BeanFactory beans;

    FinalClassFailureAnalyzer(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AopConfigException cause) {
        @Nullable String beanName = beanName(rootFailure);
        @Nullable Class<?> type = beanName == null ? null : beans.getType(beanName, false);
        if (type == null || !StepProxies.isClosed(type)) {
            return null;
        }
        List<StepProblem> problems = CachedStepValidator.annotated(type).stream()
                .map(method -> StepProxies.closed(type.getName() + '.' + method.getName()))
                .toList();
        return problems.isEmpty()
                ? null
                : InvalidCachedStepFailureAnalyzer.analysis(new InvalidCachedStepException(problems), cause);
    }

    /** The bean whose creation failed in the first place, of all that needed it. */
    private static @Nullable String beanName(Throwable failure) {
        @Nullable String name = null;
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof BeanCreationException creation && creation.getBeanName() != null) {
                name = creation.getBeanName();
            }
        }
        return name;
    }
}
