package io.github.stepcache.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** What keeps a proxy from intercepting a method, by the method's modifiers alone. */
final class Interception {

    private Interception() {}

    /** Name what keeps any proxy of a class from intercepting a method. */
    static Optional<StepProblem> problem(Method method, Class<?> type) {
        int modifiers = method.getModifiers();
        String where = type.getName() + '.' + method.getName();
        if (Modifier.isPrivate(modifiers)) {
            return Optional.of(new StepProblem(
                    where,
                    "it is private, and no proxy can intercept a private method",
                    "Make it package-private or public."));
        }
        if (Modifier.isStatic(modifiers)) {
            return Optional.of(new StepProblem(
                    where, "it is static, and no proxy can intercept a static method", "Make it an instance method."));
        }
        return problemOfProxy(method, type);
    }

    /**
     * Name what has calls of the proxy of a class run the method on the proxy itself, which has none of the fields of the
     * object that it stands for.
     */
    static Optional<StepProblem> problemOfProxy(Method method, Class<?> type) {
        int modifiers = method.getModifiers();
        String where = type.getName() + '.' + method.getName();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            return Optional.empty(); // nobody calls them on a proxy
        }
        if (Modifier.isFinal(modifiers)) {
            return Optional.of(new StepProblem(
                    where, "it is final, and no proxy can intercept a final method", "Remove the modifier 'final'."));
        }
        boolean inherited = Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || method.getDeclaringClass().getPackageName().equals(type.getPackageName());
        return inherited
                ? Optional.empty()
                : Optional.of(new StepProblem(
                        where,
                        "it is package-private in another package than the bean's class, where no proxy can intercept"
                                + " it",
                        "Make it protected or public."));
    }
}
