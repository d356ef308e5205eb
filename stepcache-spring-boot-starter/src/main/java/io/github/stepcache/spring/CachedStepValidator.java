package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/**
 * Looks at all annotated methods of an application once its beans are there, and refuses to start where one of them
 * would be silently inert, or could be taken for another (contract 7.4).
 */
public final class CachedStepValidator implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(CachedStepValidator.class);

    private final ConfigurableListableBeanFactory beans;
    private final CachedStepMethods methods;

    /**
     * Set up.
     *
     * @param beans the application's beans
     * @param methods the annotated methods
     */
    public CachedStepValidator(ConfigurableListableBeanFactory beans, CachedStepMethods methods) {
        this.beans = beans;
        this.methods = methods;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<StepProblem> problems = new ArrayList<>();
        StepOverlaps overlaps = new StepOverlaps();
        for (String beanName : beans.getBeanDefinitionNames()) {
            @Nullable Class<?> type = AutoProxyUtils.determineTargetClass(beans, beanName);
            boolean scopedProxy = beans.containsBeanDefinition(ScopedProxyUtils.getTargetBeanName(beanName));
            if (type != null
                    && !scopedProxy
                    && !beans.getBeanDefinition(beanName).isAbstract()) {
                inspect(beanName, ClassUtils.getUserClass(type), problems, overlaps);
            }
        }
        problems.addAll(overlaps.problems());
        if (!problems.isEmpty()) {
            throw new InvalidCachedStepException(problems.stream().distinct().toList());
        }
    }

    private void inspect(String beanName, Class<?> type, List<StepProblem> problems, StepOverlaps overlaps) {
        Map<Method, CachedStep> annotated = MethodIntrospector.selectMethods(
                type, (MethodIntrospector.MetadataLookup<CachedStep>) CachedStepMethods::annotation);
        annotated.forEach((method, annotation) -> {
            try {
                CachedStepMethod step = methods.get(method, type);
                inspectProxy(beanName, method, step, problems);
                overlaps.add(beanName, step);
                warnAboutUnprotectedOutputs(step);
            } catch (InvalidCachedStepException e) {
                problems.addAll(e.problems());
            }
        });
    }

    /** A bean that is made before the aspect, or by a factory that bypasses it, is no proxy. */
    private void inspectProxy(String beanName, Method method, CachedStepMethod step, List<StepProblem> problems) {
        @Nullable Object bean = beans.getSingleton(beanName);
        if (bean == null) {
            return; // not made yet, or made anew each time
        }
        if (!AopUtils.isAopProxy(bean)) {
            problems.add(new StepProblem(
                    step.where(),
                    "bean '" + beanName + "' is not proxied, so that calls of the method bypass the cache",
                    "Leave spring.aop.auto on, and do not let a BeanPostProcessor or its configuration depend on the"
                            + " bean, which makes it too early."));
        } else if (AopUtils.isJdkDynamicProxy(bean) && !isOnAnInterface(bean, method)) {
            problems.add(new StepProblem(
                    step.where(),
                    "bean '" + beanName + "' is proxied by its interfaces, and none of them has the method",
                    "Add the method to an interface, or set spring.aop.proxy-target-class=true."));
        }
    }

    private static boolean isOnAnInterface(Object bean, Method method) {
        for (Class<?> implemented : bean.getClass().getInterfaces()) {
            if (ClassUtils.hasMethod(implemented, method.getName(), method.getParameterTypes())) {
                return true;
            }
        }
        return Modifier.isPrivate(method.getModifiers());
    }

    private static void warnAboutUnprotectedOutputs(CachedStepMethod step) {
        StepSpec spec = step.trialSpec();
        if (spec.requiredOutputs().isEmpty()) {
            LOG.warn(
                    "@CachedStep on {} has no requiredOutputs: nothing protects what it writes, so that a lost or"
                            + " damaged output goes unnoticed. Name its outputs.",
                    step.where());
        }
    }
}
