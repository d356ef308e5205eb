package io.github.stepcache.code;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A small application in a folder; its step is the method {@code run} of {@code com.acme.Step}. */
final class SampleApplication {

    static final String PACKAGE = "com.acme";

    private SampleApplication() {}

    /** Compile an application, and give the names of what its step reaches, without their package. */
    static Set<String> reached(Path folder, String... sources) throws Exception {
        return reachedBy(loader(folder, sources));
    }

    static Set<String> reachedBy(ClassLoader loader) throws Exception {
        CodeFingerprint fingerprint = fingerprint(loader, CodeScope.CALLS);
        if (!fingerprint.problems().isEmpty()) {
            throw new IllegalStateException(fingerprint.problems().toString());
        }
        return new TreeSet<>(fingerprint.methods().keySet().stream()
                .map(name -> name.substring(PACKAGE.length() + 1))
                .toList());
    }

    static CodeFingerprint fingerprint(ClassLoader loader, CodeScope scope) throws Exception {
        return fingerprint(ApplicationCode.of(loader, Set.of(PACKAGE)), loader, scope);
    }

    static CodeFingerprint fingerprint(ApplicationCode code, ClassLoader loader, CodeScope scope) throws Exception {
        Class<?> step = loader.loadClass("com.acme.Step");
        return code.fingerprint(step, method(step, "run"), scope);
    }

    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .findFirst()
                .orElseThrow();
    }

    static URLClassLoader loader(Path folder, String... sources) throws IOException {
        CompiledSources.of(withPackage(sources)).writeTo(folder);
        return loaderOf(folder);
    }

    static URLClassLoader loaderOf(Path... places) throws IOException {
        URL[] addresses = new URL[places.length];
        for (int i = 0; i < places.length; i++) {
            addresses[i] = places[i].toUri().toURL();
        }
        return new URLClassLoader(addresses, SampleApplication.class.getClassLoader());
    }

    /** Sources that name no package are in that of the application. */
    static String[] withPackage(String... sources) {
        return List.of(sources).stream()
                .map(source -> source.startsWith("package ")
                        ? source
                        : "package " + PACKAGE + "; import java.util.*; import java.util.function.*;\n" + source)
                .toArray(String[]::new);
    }
}
