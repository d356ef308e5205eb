package io.github.stepcache.test;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What calls of the annotated methods of beans would do. No method is called. */
public final class CachedStepTesterAssert extends AbstractAssert<CachedStepTesterAssert, CachedStepTester> {

    CachedStepTesterAssert(CachedStepTester actual) {
        super(actual, CachedStepTesterAssert.class);
    }

    /**
     * Verify that a call would be skipped.
     *
     * @param bean the bean, a proxy or not
     * @param method the name of its method
     * @param arguments the arguments of the call
     * @return this
     * @see CachedStepTester#check(Object, String, Object...) which calls can be told
     */
    public CachedStepTesterAssert skips(Object bean, String method, @Nullable Object... arguments) {
        decision(bean, method, arguments).isFresh();
        return this;
    }

    /**
     * Verify that a call would run the method, unless a store has its outputs: that is not asked.
     *
     * @param bean the bean, a proxy or not
     * @param method the name of its method
     * @param arguments the arguments of the call
     * @return assertions about the reasons
     * @see CachedStepTester#check(Object, String, Object...) which calls can be told
     */
    public StaleAssert runs(Object bean, String method, @Nullable Object... arguments) {
        return decision(bean, method, arguments).isStale();
    }

    private DecisionAssert decision(Object bean, String method, @Nullable Object... arguments) {
        isNotNull();
        return new DecisionAssert(actual.check(bean, method, arguments), actual.describe(bean, method, arguments))
                .as(info.description());
    }
}
