package io.github.stepcache.spring;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Set;

/**
 * Tells since when a class loader may have been loading classes. A class file that was changed later may not be what runs.
 *
 * <p>That is since the JVM started. Some class loaders are made for one start of an application, so that the application's
 * own start will do: those of Spring Boot's devtools, and of servlet containers, which unpack applications while they run.
 */
final class LoadingStart {

    /** Simple names, since nothing of those is on the class path here; all are made right before the application starts. */
    private static final Set<String> MADE_FOR_ONE_START =
            Set.of("RestartClassLoader", "WebappClassLoaderBase", "WebAppClassLoader");

    private LoadingStart() {}

    /**
     * Say since when.
     *
     * @param loader the class loader
     * @param applicationStart when the application started that it belongs to
     */
    static Instant of(ClassLoader loader, Instant applicationStart) {
        for (Class<?> type = loader.getClass(); type != null; type = type.getSuperclass()) {
            if (MADE_FOR_ONE_START.contains(type.getSimpleName())) {
                return applicationStart;
            }
        }
        return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
