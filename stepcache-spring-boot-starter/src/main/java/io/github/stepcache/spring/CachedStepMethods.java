package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/** The annotated methods of the application, each taken apart once. Safe for use by many threads. */
public final class CachedStepMethods {

    private final StepExpressions expressions;
    private final StepCode code;
    private final Map<MethodClassKey, CachedStepMethod> methods = new ConcurrentHashMap<>();
    private final Map<Place, CachedStepMethod> owners = new ConcurrentHashMap<>();

    /** Where the manifest of a step lies. */
    private record Place(Path directory, String name) {}

    /**
     * Set up.
     *
     * @param beans gives placeholders and beans to the strings of the annotation
     * @param resources finds inputs that are no paths
     * @param code tells what the code of a method is
     */
    public CachedStepMethods(ConfigurableBeanFactory beans, ResourceLoader resources, StepCode code) {
        this.expressions = new StepExpressions(beans, resources);
        this.code = code;
    }

    /** Find the annotation of a method: on itself, on the method of an interface or superclass, or on an annotation. */
    static @Nullable CachedStep annotation(Method method) {
        return AnnotatedElementUtils.findMergedAnnotation(method, CachedStep.class);
    }

    /**
     * Look a method up, as it was called.
     *
     * @param called the method, perhaps that of an interface
     * @param type the class of the object that it was called on
     * @throws InvalidCachedStepException if the annotation is misused
     */
    CachedStepMethod get(Method called, Class<?> type) {
        Class<?> userType = userType(called, type);
        Method method = AopUtils.getMostSpecificMethod(called, userType);
        return methods.computeIfAbsent(new MethodClassKey(method, userType), key -> create(method, userType));
    }

    /**
     * Note whose manifest a step's is. At startup, only what depends on no arguments can be compared.
     *
     * @throws IllegalStateException if it is that of another method, for which the step would be taken
     */
    void claim(CachedStepMethod method, StepSpec spec) {
        Place place = new Place(spec.manifestDir().normalize(), spec.name());
        @Nullable CachedStepMethod owner = owners.putIfAbsent(place, method);
        if (owner != null && owner != method) {
            throw new IllegalStateException("@CachedStep on " + method.where() + ": step " + Quoted.of(spec.name())
                    + " in " + Quoted.of(place.directory()) + " is already one of " + owner.where()
                    + ", so that one would be taken for the other. Give one of them another name or directory.");
        }
    }

    /** Find the method whose a step is, if one of its calls went through the cache. */
    Optional<CachedStepMethod> owner(StepSpec spec) {
        return Optional.ofNullable(owners.get(new Place(spec.manifestDir().normalize(), spec.name())));
    }

    /** The class that an application wrote; a proxy that it made itself stands for an interface of it. */
    static Class<?> userType(Method called, Class<?> type) {
        return Proxy.isProxyClass(type) ? called.getDeclaringClass() : ClassUtils.getUserClass(type);
    }

    private CachedStepMethod create(Method method, Class<?> type) {
        CachedStepInspection inspection = new CachedStepInspection(method, type, expressions, code);
        List<StepProblem> problems = inspection.problems();
        if (!problems.isEmpty()) {
            throw new InvalidCachedStepException(problems);
        }
        return inspection.step();
    }
}
