package io.github.stepcache.spring;

import io.github.stepcache.code.ApplicationCode;
import io.github.stepcache.code.CodeCheck;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CodeScope;
import io.github.stepcache.step.Quoted;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.util.ClassUtils;

/** Tells what the code of an annotated method is, as far as it counts in this application. Safe for use by many threads. */
public final class StepCode {

    /**
     * The code of a method.
     *
     * @param fingerprint what its class files say
     * @param check tells after a run whether these are what ran
     */
    record Code(CodeFingerprint fingerprint, CodeCheck check) {

        static final Code NONE = new Code(CodeFingerprint.none(), CodeCheck.none());
    }

    private final Supplier<CodeScope> scope;
    private final Supplier<Set<String>> packages;
    private final ClassLoader loader;
    private final Instant start;

    /**
     * Set up. Suppliers are asked when the first step is called.
     *
     * @param scope gives how much code counts for steps that do not say so themselves
     * @param packages gives the packages of the application; those below them count as well
     * @param loader the class loader of the application
     * @param start when the application started
     */
    public StepCode(Supplier<CodeScope> scope, Supplier<Set<String>> packages, ClassLoader loader, Instant start) {
        this.scope = scope;
        this.packages = packages;
        this.loader = loader;
        this.start = start;
    }

    /** For methods that are never called through it. */
    static StepCode none() {
        return new StepCode(() -> CodeScope.NONE, Set::of, ClassLoader.getSystemClassLoader(), Instant.EPOCH);
    }

    /**
     * Find the code of a method. Never fails: code that cannot be read is a problem of the fingerprint, and its step runs.
     *
     * @param type the class that the application wrote, of the object that the method is called on
     * @param declared how much code counts; empty where that is left to the application
     */
    Code of(Method method, Class<?> type, Optional<CodeScope> declared) {
        CodeScope wanted = declared.orElseGet(scope);
        if (wanted == CodeScope.NONE) {
            return Code.NONE;
        }
        try {
            return of(method, type, wanted);
        } catch (RuntimeException | LinkageError e) {
            return unreadable("the code of " + type.getName() + '.' + method.getName() + " cannot be read: "
                    + Quoted.line(e.toString()));
        }
    }

    /** What runs where the method has no body that is known, of a lambda or a proxy, is any that the application has. */
    private Code of(Method method, Class<?> type, CodeScope wanted) {
        boolean lambda = type.isHidden();
        boolean known = !lambda && !Modifier.isAbstract(method.getModifiers());
        Set<String> counted = new TreeSet<>(packages.get());
        if (lambda) {
            counted.add(type.getPackageName());
        }
        ApplicationCode code = ApplicationCodes.get(loader(type), counted, start);
        CodeFingerprint fingerprint =
                code.fingerprint(lambda ? type.getInterfaces()[0] : type, method, known ? wanted : CodeScope.CALLS);
        return new Code(fingerprint, code.check());
    }

    /** One for all classes of the application, which may see what is loaded before it. */
    private ClassLoader loader(Class<?> type) {
        return type.isHidden() || !ClassUtils.isVisible(type, loader)
                ? Objects.requireNonNullElseGet(type.getClassLoader(), ClassLoader::getSystemClassLoader)
                : loader;
    }

    private static Code unreadable(String problem) {
        return new Code(new CodeFingerprint("unreadable", new TreeMap<>(), List.of(problem)), CodeCheck.none());
    }
}
