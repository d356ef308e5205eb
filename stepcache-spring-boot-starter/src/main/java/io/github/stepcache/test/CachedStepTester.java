package io.github.stepcache.test;

import io.github.stepcache.StepCache;
import io.github.stepcache.decision.Decision;
import io.github.stepcache.spring.CachedStepAspect;
import io.github.stepcache.step.Quoted;
import io.github.stepcache.step.StepSpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;

/**
 * Tells what calls of the annotated methods of an application would do, without making them, and whether they do the same
 * each time. A bean of tests with {@link TemporaryStepCache}.
 */
public final class CachedStepTester implements InitializingBean {

    static final String BASE_DIR = "stepcache.base-dir";

    private final CachedStepAspect aspect;
    private final StepCache cache;
    private final TemporaryBaseDirectory directory;
    private final Environment environment;

    /** For the container. */
    CachedStepTester(
            CachedStepAspect aspect, StepCache cache, TemporaryBaseDirectory directory, Environment environment) {
        this.aspect = aspect;
        this.cache = cache;
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        @Nullable String baseDir = environment.getProperty(BASE_DIR);
        if (!directory.toString().equals(baseDir)) {
            throw new IllegalStateException("The base directory is " + Quoted.of(String.valueOf(baseDir))
                    + ", and not the temporary one of @TemporaryStepCache. Set " + BASE_DIR
                    + " in no @DynamicPropertySource beside it.");
        }
    }

    /**
     * Decide what a call would do, without making it. The method is looked for behind the proxies of the bean, among its
     * annotated ones, and has to take the arguments as they are: an {@code int} is none for a parameter of type
     * {@code long}. Those of a method with a variable number of them may stand singly.
     *
     * @param bean the bean, a proxy or not
     * @param method the name of its method
     * @param arguments the arguments of the call
     * @return the decision
     * @throws IllegalArgumentException if there is not exactly one such method, or an argument is refused
     */
    public Decision check(Object bean, String method, @Nullable Object... arguments) {
        return AnnotatedCall.of(bean, method, arguments).check(aspect);
    }

    /**
     * Declare the step of a call, without making it.
     *
     * @param bean the bean, a proxy or not
     * @param method the name of its method
     * @param arguments the arguments of the call
     * @return the declaration
     * @throws IllegalArgumentException if there is not exactly one such method, an argument is refused, or the call would
     *     go past the cache, by its condition or because that is switched off
     */
    public StepSpec spec(Object bean, String method, @Nullable Object... arguments) {
        AnnotatedCall call = AnnotatedCall.of(bean, method, arguments);
        return call.spec(aspect).orElseThrow(() -> new IllegalArgumentException(call + " would go past the cache"));
    }

    /**
     * Call a method twice, through the bean, over the same content of the temporary base directory, and compare all that
     * is there afterwards, byte by byte. What a {@code CompletableFuture} or {@code Mono} stands for is waited for.
     *
     * @param bean the bean
     * @param method the name of its method
     * @param arguments the arguments of the calls
     * @throws AssertionError if the second call leaves something else than the first, or none writes anything there
     * @throws Exception whatever the method throws
     * @see StepDeterminism what two runs can show
     */
    public void assertDeterministic(Object bean, String method, @Nullable Object... arguments) throws Exception {
        AnnotatedCall call = AnnotatedCall.of(bean, method, arguments);
        StepDeterminism.checkInPlace(call.toString(), directory.path(), () -> {
            call.spec(aspect).ifPresent(cache::forget);
            call.make();
        });
    }

    /** Name the step of a call, and write the call as it stands in code. */
    String describe(Object bean, String method, @Nullable Object... arguments) {
        AnnotatedCall call = AnnotatedCall.of(bean, method, arguments);
        return call.spec(aspect)
                .map(spec -> "step " + Quoted.of(spec.name()) + " (" + call + ')')
                .orElseGet(call::toString);
    }
}
