package io.github.stepcache.code;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * The code of an application, as its class files say it: what a method does, and what it can reach.
 *
 * <p>Class files are read when the first step asks, and each once; one of these for a class loader serves all its steps, and any
 * number of threads. Code that cannot be read is a {@linkplain CodeFingerprint#problems() problem}, never an exception.
 * Needs ASM ({@code org.ow2.asm:asm-tree}) on the class path.
 */
public final class ApplicationCode {

    private final CodeAnalysis analysis;
    private final CodeCheck check;
    private final Map<CodeQuestion, CodeFingerprint> answers = new HashMap<>();

    private ApplicationCode(CodeAnalysis analysis) {
        this.analysis = analysis;
        this.check = analysis::problemByNow;
    }

    /**
     * Know the code that a class loader has in some packages.
     *
     * @param loader finds the classes
     * @param packages names of the application's own packages, which count with their subpackages
     * @return the code, of which nothing has been read yet
     */
    public static ApplicationCode of(ClassLoader loader, Set<String> packages) {
        return builder(loader).packages(packages).build();
    }

    /**
     * Begin to say what the code of an application is.
     *
     * @param loader finds the classes
     * @return a builder that knows no packages yet
     */
    public static Builder builder(ClassLoader loader) {
        return new Builder(loader);
    }

    /**
     * Find out what the code of a step is. The package of its class counts, too, wherever it lies.
     *
     * @param target class of the object that the method is called on; of a proxy, the code of its superclass counts
     * @param method the method, as that class or one of its supertypes declares it
     * @param scope how much of the code counts
     * @return a hash for each part of the code that counts; for the same method always the same
     */
    public CodeFingerprint fingerprint(Class<?> target, Method method, CodeScope scope) {
        if (scope == CodeScope.NONE) {
            return CodeFingerprint.none();
        }
        MethodId.Shape shape = new MethodId.Shape(method.getName(), Type.getMethodDescriptor(method));
        synchronized (analysis) {
            CodeQuestion question = new CodeQuestion(written(target), shape, scope);
            @Nullable CodeFingerprint known = answers.get(question);
            if (known == null) {
                known = analysis.answer(question);
                answers.put(question, known);
            }
            return known;
        }
    }

    /**
     * Tell after a run whether the files that were read for a fingerprint are still those that the classes were loaded from.
     *
     * @return what looks at all files that have been read so far; it finds nothing unless it was said {@linkplain
     *     Builder#loadedSince since when} classes have been loaded
     */
    public CodeCheck check() {
        return check;
    }

    /** Proxies, made while the application runs or ahead of that, only lead to their superclass. */
    private String written(Class<?> target) {
        Class<?> type = target;
        @Nullable Class<?> superclass = type.getSuperclass();
        while (superclass != null && superclass != Object.class && !analysis.isWritten(Type.getInternalName(type))) {
            type = superclass;
            superclass = type.getSuperclass();
        }
        return Type.getInternalName(type);
    }

    /** Says what the code of an application is. */
    public static final class Builder {

        private final ClassLoader loader;
        private Set<String> packages = Set.of();
        private Instant loadedSince = Instant.MAX;

        private Builder(ClassLoader loader) {
            this.loader = loader;
        }

        /**
         * Say which packages are the application's own. What is in others counts as a library, but for the package of a
         * step.
         *
         * @param names names of packages, which count with their subpackages; the unnamed package has none
         * @return this builder
         */
        public Builder packages(Set<String> names) {
            packages = Set.copyOf(names);
            return this;
        }

        /**
         * Say since when classes have been loaded. Class files that were changed after that are a problem, for nobody knows
         * what they were like when they were loaded. If not said, they are believed whenever they were changed.
         *
         * @param moment when the application started, or a moment before that
         * @return this builder
         */
        public Builder loadedSince(Instant moment) {
            loadedSince = moment;
            return this;
        }

        /**
         * Know the code.
         *
         * @return the code, of which nothing has been read yet
         */
        public ApplicationCode build() {
            return new ApplicationCode(new CodeAnalysis(loader, packages, new DiskChanges(loadedSince)));
        }
    }
}
