package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.other.Distant;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

/** A step is a step wherever its annotation stands, and each call of it is one call of the cache (contract 7.1). */
class AnnotationPlacesTests {

    private Workspace work;

    @BeforeEach
    void setUp(@TempDir Path dir) {
        work = new Workspace(dir);
    }

    interface OnInterface {
        @CachedStep(name = "on-interface", outputDir = "out", requiredOutputs = "on-interface")
        void step();
    }

    static class ByInterface implements OnInterface {
        private final Workspace work;

        ByInterface(Workspace work) {
            this.work = work;
        }

        @Override
        public void step() {
            work.run("on-interface", "out/on-interface");
        }
    }

    static class ByBoth implements OnInterface {
        private final Workspace work;

        ByBoth(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "on-class", outputDir = "out", requiredOutputs = "on-class")
        public void step() {
            work.run("on-class", "out/on-class");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onBothTheClassIsNearer(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, ByBoth.class),
                OnInterface.class,
                proxyTargetClass,
                OnInterface::step);
        assertThat(work.dir().resolve("out/.on-class.manifest.json")).exists();
    }

    interface Default {
        Workspace work();

        @CachedStep(name = "default", outputDir = "out", requiredOutputs = "default")
        default void step() {
            work().run("default", "out/default");
        }
    }

    static class ByDefault implements Default {
        private final Workspace work;

        ByDefault(Workspace work) {
            this.work = work;
        }

        @Override
        public Workspace work() {
            return work;
        }
    }

    interface Plain<T> {
        void step(T value);
    }

    static class OnClass implements Plain<String> {
        private final Workspace work;

        OnClass(Workspace work) {
            this.work = work;
        }

        @Override
        @CachedStep(name = "on-class", outputDir = "out", requiredOutputs = "on-class")
        public void step(String value) {
            work.run("on-class", "out/on-class");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAnInterface(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, ByInterface.class),
                OnInterface.class,
                proxyTargetClass,
                OnInterface::step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onADefaultMethod(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, ByDefault.class),
                Default.class,
                proxyTargetClass,
                Default::step);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @SuppressWarnings("unchecked")
    void onAMethodThatIsCalledThroughItsBridge(boolean proxyTargetClass) {
        Proxied.assertCachedOnce(
                work,
                Proxied.by(work, proxyTargetClass, OnClass.class),
                Plain.class,
                proxyTargetClass,
                plain -> ((Plain<String>) plain).step("x"));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CachedStep(name = "composed", outputDir = "", inputs = "in")
    @interface Composed {
        @AliasFor(annotation = CachedStep.class, attribute = "outputDir")
        String into();

        @AliasFor(annotation = CachedStep.class)
        String[] requiredOutputs();
    }

    static class ByComposedAnnotation {
        private final Workspace work;

        ByComposedAnnotation(Workspace work) {
            this.work = work;
        }

        @Composed(into = "out", requiredOutputs = "composed")
        public void step() {
            work.run("composed", "out/composed");
        }
    }

    @Test
    void onAnotherAnnotation() {
        work.write("in/a", "");
        ApplicationContextRunner contexts = Proxied.by(work, true, ByComposedAnnotation.class);

        Proxied.assertCachedOnce(work, contexts, ByComposedAnnotation.class, true, ByComposedAnnotation::step);
        contexts.run(context -> {
            work.write("in/a", "changed");
            context.getBean(ByComposedAnnotation.class).step();
            assertThat(work.runs()).hasSize(2);
        });
    }

    static class Parent {
        final Workspace work;

        Parent(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "parent", outputDir = "out", requiredOutputs = "parent")
        public void step() {
            work.run("parent", "out/parent");
        }
    }

    static class Inheriting extends Parent {
        Inheriting(Workspace work) {
            super(work);
        }
    }

    static class Overriding extends Parent {
        Overriding(Workspace work) {
            super(work);
        }

        @Override
        public void step() {
            super.step();
        }
    }

    @Test
    void onASuperclass() {
        Proxied.assertCachedOnce(work, Proxied.by(work, true, Inheriting.class), Parent.class, true, Parent::step);
    }

    @Test
    void onAMethodThatIsOverridden() {
        Proxied.assertCachedOnce(work, Proxied.by(work, true, Overriding.class), Parent.class, true, Parent::step);
    }

    static class PackagePrivate {
        private final Workspace work;

        PackagePrivate(Workspace work) {
            this.work = work;
        }

        @CachedStep(name = "package-private", outputDir = "out", requiredOutputs = "package-private")
        void step() {
            work.run("package-private", "out/package-private");
        }
    }

    @Test
    void onAPackagePrivateMethod() {
        Proxied.assertCachedOnce(
                work, Proxied.by(work, true, PackagePrivate.class), PackagePrivate.class, true, PackagePrivate::step);
    }

    static class Near extends Distant {
        Near(Workspace work) {
            super(work);
        }
    }

    @Test
    void onAProtectedMethodOfAnotherPackage() {
        Proxied.assertCachedOnce(work, Proxied.by(work, true, Near.class), Near.class, true, Distant::call);
    }
}
