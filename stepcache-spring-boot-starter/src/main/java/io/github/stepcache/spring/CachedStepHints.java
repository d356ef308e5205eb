package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.expression.ParseException;
import org.springframework.util.ClassUtils;

/**
 * Tells a native image what the cache uses by reflection because of a bean's annotated methods: the methods, their
 * annotations, what they take and return, and the beans that their expressions name.
 */
final class CachedStepHints implements BeanRegistrationAotProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(CachedStepHints.class);

    /** For {@code aot.factories}. */
    CachedStepHints() {}

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
        List<Method> annotated = CachedStepValidator.annotated(type);
        return annotated.isEmpty()
                ? null
                : (generation, code) -> annotated.forEach(method ->
                        register(generation.getRuntimeHints().reflection(), method, type, bean.getBeanFactory()));
    }

    private static void register(
            ReflectionHints hints, Method method, Class<?> type, ConfigurableListableBeanFactory beans) {
        hints.registerMethod(method, ExecutableMode.INVOKE);
        annotations(hints, method);
        ValueHints values = new ValueHints(hints);
        values.register(StepReturn.returned(method, type));
        Type[] parameters = method.getGenericParameterTypes();
        new StepArguments(method, List.of()).significant().forEach(position -> values.register(parameters[position]));
        for (String name : namedBeans(method, type, beans)) {
            @Nullable Class<?> named = beans.containsBean(name) ? beans.getType(name, false) : null;
            if (named != null) {
                Class<?> userType = ClassUtils.getUserClass(named);
                hints.registerType(userType, MemberCategory.INVOKE_PUBLIC_METHODS, MemberCategory.ACCESS_PUBLIC_FIELDS);
                hints.registerForInterfaces(
                        userType, implemented -> implemented.withMembers(MemberCategory.INVOKE_PUBLIC_METHODS));
            }
        }
    }

    /** The annotation itself, and those that carry it. */
    private static void annotations(ReflectionHints hints, Method method) {
        @Nullable
        MergedAnnotation<?> at =
                MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).get(CachedStep.class);
        while (at != null) {
            hints.registerType(at.getType(), MemberCategory.INVOKE_DECLARED_METHODS);
            at = at.getMetaSource();
        }
    }

    private static Set<String> namedBeans(Method method, Class<?> type, ConfigurableListableBeanFactory beans) {
        Set<String> named = new TreeSet<>();
        CachedStep annotation = Objects.requireNonNull(CachedStepMethods.annotation(method));
        try {
            StepTemplates.of(annotation, method.getName(), new StepExpressions(beans, new DefaultResourceLoader()))
                    .all()
                    .forEach(template -> named.addAll(template.beans()));
        } catch (IllegalArgumentException | ParseException e) {
            LOG.warn(
                    "@CachedStep on {}.{} cannot be taken apart yet, so that a native image will not know what its"
                            + " expressions use: {}",
                    type.getName(),
                    method.getName(),
                    e.getMessage());
        }
        return named;
    }
}
