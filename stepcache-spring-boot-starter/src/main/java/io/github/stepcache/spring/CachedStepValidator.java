package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.graph.StepCycle;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Looks at all annotated methods of an application once its beans are there, and refuses to start where one of them
 * would be silently inert, or could be taken for another (contract 7.4).
 */
public final class CachedStepValidator implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(CachedStepValidator.class);

    private final ConfigurableListableBeanFactory beans;
    private final CachedStepMethods methods;
    private final DeclaredSteps declared;
    private final Path baseDir;

    /**
     * Set up.
     *
     * @param beans the application's beans
     * @param methods the annotated methods
     * @param declared is told of those that are there
     * @param baseDir the directory that relative paths of steps are relative to
     */
    public CachedStepValidator(
            ConfigurableListableBeanFactory beans, CachedStepMethods methods, DeclaredSteps declared, Path baseDir) {
        this.beans = beans;
        this.methods = methods;
        this.declared = declared;
        this.baseDir = baseDir;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<StepProblem> problems = new LinkedHashSet<>();
        StepOverlaps overlaps = new StepOverlaps(baseDir);
        StepProxies proxies = new StepProxies(beans);
        AsyncOrder async = new AsyncOrder(beans);
        beans.getBeanNamesIterator().forEachRemaining(beanName -> {
            @Nullable Class<?> type = type(beanName);
            List<Method> annotated = type == null ? List.of() : annotated(type);
            for (Method method : annotated) {
                Class<?> userType = CachedStepMethods.userType(method, Objects.requireNonNull(type));
                try {
                    CachedStepMethod step = methods.get(method, userType);
                    proxies.problem(beanName, method, userType, step.where()).ifPresent(problems::add);
                    async.problem(method, userType, step.where()).ifPresent(problems::add);
                    overlaps.add(beanName, step);
                    declared.add(new AnnotatedStep(step));
                    warnAboutUnprotectedOutputs(step);
                } catch (InvalidCachedStepException e) {
                    problems.addAll(e.problems());
                }
            }
            List<Method> proxied = annotated.stream()
                    .filter(method -> !WovenMethod.isWoven(method))
                    .toList();
            if (type != null && !proxied.isEmpty()) {
                warnAboutSelfCalls(type, proxied);
            }
        });
        problems.addAll(overlaps.problems());
        if (!problems.isEmpty()) {
            throw new InvalidCachedStepException(new ArrayList<>(problems));
        }
        warnAboutCycles();
    }

    /**
     * Find the methods that carry the annotation, wherever they have it from.
     *
     * @param type the class of a bean
     * @return the methods by name
     */
    static List<Method> annotated(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, CachedStep.class)) {
            return List.of();
        }
        MethodIntrospector.MetadataLookup<CachedStep> annotation = CachedStepMethods::annotation;
        try {
            return MethodIntrospector.selectMethods(type, annotation).keySet().stream()
                    .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                    .toList();
        } catch (LinkageError | IllegalStateException e) {
            LOG.debug("The methods of {} cannot be looked at", type.getName(), e);
            return List.of(); // the class of a lazy bean that nobody asks for
        }
    }

    /** The class of a bean's own object; null where it has none, cannot be told, or is that of another bean. */
    private @Nullable Class<?> type(String beanName) {
        boolean scopedProxy = beans.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
        boolean template = beans.containsBeanDefinition(beanName)
                && beans.getBeanDefinition(beanName).isAbstract();
        if (scopedProxy || template) {
            return null;
        }
        try {
            @Nullable Class<?> type = AutoProxyUtils.determineTargetClass(beans, beanName);
            return type == null ? null : ClassUtils.getUserClass(type);
        } catch (BeansException | LinkageError e) {
            LOG.debug("The class of bean '{}' cannot be told", beanName, e);
            return null; // a lazy bean that nobody asks for
        }
    }

    /** What depends on arguments covers more than there will be, and may only look like a circle. */
    private void warnAboutCycles() {
        declared.graph().cycles().stream()
                .filter(StepCycle::certain)
                .forEach(cycle -> LOG.warn(
                        "Steps depend on each other in a circle: {}. So one run of each does not leave all of them fresh."
                                + " Let one of them read or write elsewhere.",
                        cycle.describe()));
    }

    private static void warnAboutUnprotectedOutputs(CachedStepMethod step) {
        if (step.templates().requiredOutputs().isEmpty()) {
            LOG.warn(
                    "@CachedStep on {} has no requiredOutputs: nothing protects what it writes, so that a lost or"
                            + " damaged output goes unnoticed. Name its outputs.",
                    step.where());
        }
    }

    private static void warnAboutSelfCalls(Class<?> type, List<Method> annotated) {
        for (String call : SelfCalls.in(type, annotated)) {
            LOG.warn(
                    "In {}, {} on the object itself, which bypasses its proxy and the cache. Call it through the"
                            + " injected bean, or move it to another one.",
                    type.getName(),
                    call);
        }
    }
}
