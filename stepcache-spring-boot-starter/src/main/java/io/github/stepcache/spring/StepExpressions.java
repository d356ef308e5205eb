package io.github.stepcache.spring;

import io.github.stepcache.step.Quoted;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.expression.BeanFactoryResolver;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.io.ResourceLoader;
import org.springframework.expression.EvaluationContext;

/** What strings of the annotation are resolved with: the application's properties and beans, and the call's arguments. */
final class StepExpressions {

    private static final Object NOTHING = new Object();

    private final ConfigurableBeanFactory beans;
    private final BeanFactoryResolver beanResolver;
    private final StepLocations locations;
    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    StepExpressions(ConfigurableBeanFactory beans, ResourceLoader resources) {
        this.beans = beans;
        this.locations = new StepLocations(resources, beans);
        this.beanResolver = new BeanFactoryResolver(beans);
    }

    /**
     * Resolve placeholders and take the string apart.
     *
     * @throws IllegalArgumentException if a placeholder has no value, or an expression names nothing
     * @throws org.springframework.expression.ParseException if an expression cannot be parsed
     */
    StepTemplate template(String text) {
        return StepTemplate.parse(resolvePlaceholders(text));
    }

    /**
     * Resolve placeholders, which an application may have set up to be left alone where they have no value.
     *
     * @throws IllegalArgumentException if a placeholder has no value
     */
    String resolvePlaceholders(String text) {
        @Nullable String resolved = text.isEmpty() ? text : beans.resolveEmbeddedValue(text);
        if (resolved != null && resolved.contains("${")) {
            throw new IllegalArgumentException("a placeholder in " + Quoted.of(resolved) + " has no value");
        }
        return resolved == null ? "" : resolved;
    }

    StepLocations locations() {
        return locations;
    }

    boolean hasBean(String name) {
        return beans.containsBean(name);
    }

    ParameterNameDiscoverer names() {
        return names;
    }

    EvaluationContext context(Method method, @Nullable Object[] arguments) {
        MethodBasedEvaluationContext context = new MethodBasedEvaluationContext(NOTHING, method, arguments, names);
        context.setBeanResolver(beanResolver);
        return context;
    }
}
