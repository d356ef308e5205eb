package io.github.stepcache.spring;

import io.github.stepcache.annotation.CachedStep;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step is run by the cache once a call, whichever of its method's bridges and type parameters lead there. */
@SuppressWarnings("unchecked") // each test knows the type argument
class GenericStepsTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    interface Step<T, R> {
        @CachedStep(name = "step-#{#value}", outputDir = "out", requiredOutputs = "#{#value}")
        R step(T value);
    }

    static class OfString implements Step<String, String> {
        private final Workspace work;

        OfString(Workspace work) {
            this.work = work;
        }

        @Override
        public String step(String value) {
            work.run(value, "out/" + value);
            return "made " + value;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAGenericInterface(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, OfString.class),
                Step.class,
                proxyTargetClass,
                step -> ((Step<String, String>) step).step("x"));
    }

    abstract static class Base<T, R> implements Step<T, R> {
        final Workspace work;

        Base(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "base-#{#value}", outputDir = "out", requiredOutputs = "#{#value}")
        public R step(T value) {
            work.run("base", "out/" + value);
            return result(value);
        }

        abstract R result(T value);
    }

    static class Inheriting extends Base<Integer, String> {
        Inheriting(Workspace work) {
            super(work);
        }

        @Override
        String result(Integer value) {
            return value.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAnInheritedMethodOfAGenericSuperclass(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, Inheriting.class),
                Step.class,
                proxyTargetClass,
                step -> ((Step<Integer, String>) step).step(7));
    }

    /** Narrows both the parameter and the return type, so that there are two bridges. */
    static class Narrowing extends Base<String, Object> {
        Narrowing(Workspace work) {
            super(work);
        }

        @Override
        public String step(String value) {
            return (String) super.step(value);
        }

        @Override
        Object result(String value) {
            return value;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAMethodThatNarrowsItsTypes(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, Narrowing.class),
                Step.class,
                proxyTargetClass,
                step -> ((Step<String, Object>) step).step("x"));
    }

    static class WithTypeParameter {
        private final Workspace work;

        WithTypeParameter(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "generic", outputDir = "out", requiredOutputs = "generic", parameters = "value=#{#value}")
        <T extends Comparable<T>> void step(T value) {
            work.run(value.toString(), "out/generic");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void onAPackagePrivateGenericMethod(String value) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, true, WithTypeParameter.class),
                WithTypeParameter.class,
                true,
                bean -> bean.step(value));
    }
}
