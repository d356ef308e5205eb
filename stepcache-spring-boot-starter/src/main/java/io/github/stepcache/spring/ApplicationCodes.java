package io.github.stepcache.spring;

import io.github.stepcache.code.ApplicationCode;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was read of an application's class files for all its steps, and for all application contexts of one class
 * loader. It goes when memory is needed, and with the class loader.
 */
final class ApplicationCodes {

    private static final Map<ClassLoader, Map<Set<String>, SoftReference<ApplicationCode>>> KNOWN = new WeakHashMap<>();

    private ApplicationCodes() {}

    /**
     * Get the code that a class loader has; it is read when it is first asked for something.
     *
     * @param packages the packages of the application
     * @param applicationStart when the application started
     */
    static ApplicationCode get(ClassLoader loader, Set<String> packages, Instant applicationStart) {
        synchronized (KNOWN) {
            Map<Set<String>, SoftReference<ApplicationCode>> ofLoader =
                    KNOWN.computeIfAbsent(loader, unknown -> new HashMap<>());
            @Nullable SoftReference<ApplicationCode> known = ofLoader.get(packages);
            @Nullable ApplicationCode code = known == null ? null : known.get();
            if (code == null) {
                code = ApplicationCode.builder(loader)
                        .packages(packages)
                        .loadedSince(LoadingStart.of(loader, applicationStart))
                        .build();
                ofLoader.put(Set.copyOf(packages), new SoftReference<>(code));
            }
            return code;
        }
    }
}
