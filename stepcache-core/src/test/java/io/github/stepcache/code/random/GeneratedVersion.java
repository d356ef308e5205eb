package io.github.stepcache.code.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.ApplicationCode;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CodeScope;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;

/** One version of a generated application: what was done to it, what its step can reach, and how it is written. */
record GeneratedVersion(Application application, Mutation mutation, Reach reach, Reach wideReach, String source) {

    static GeneratedVersion original(long seed, String packageName) {
        return of(ApplicationGenerator.generate(seed, packageName), Mutation.NOISE, false);
    }

    /** The same application, changed in one place, and half the time also in others that do not count. */
    static GeneratedVersion changed(long seed, String packageName, long changeSeed) {
        Random random = new Random(changeSeed);
        Application application = ApplicationGenerator.generate(seed, packageName);
        Mutation mutation = Mutation.any(application, random);
        return of(application, mutation, mutation == Mutation.NOISE || random.nextBoolean());
    }

    private static GeneratedVersion of(Application application, Mutation mutation, boolean noisy) {
        Reach wide = Reach.wide(application);
        return new GeneratedVersion(application, mutation, Reach.of(application), wide, application.source(noisy));
    }

    CodeFingerprint fingerprint(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> step = Class.forName(application.packageName + ".Step", false, loader);
        CodeFingerprint code = ApplicationCode.of(loader, Set.of(application.packageName))
                .fingerprint(step, step.getDeclaredMethod("run", int.class), CodeScope.CALLS);
        assertThat(code.problems()).isEmpty();
        return code;
    }

    /** Run the step, and tell which bodies were entered; where initialisers need each other, they can fail. */
    BitSet run(ClassLoader loader) throws ReflectiveOperationException {
        Trace.start(1, loader, application.implementations());
        Class<?> step = Class.forName(application.packageName + ".Step", false, loader);
        Constructor<?> constructor = step.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method run = step.getDeclaredMethod("run", int.class);
        run.setAccessible(true);
        try {
            run.invoke(constructor.newInstance(), 1);
        } catch (InvocationTargetException | LinkageError problem) {
            assertThat(problem).hasRootCauseInstanceOf(NullPointerException.class);
        }
        return Trace.entered();
    }

    boolean reachesWhat(GeneratedVersion other) {
        return reach.contents().equals(other.reach.contents());
    }

    boolean couldReachWhat(GeneratedVersion other) {
        return wideReach.contents().equals(other.wideReach.contents());
    }
}
