package io.github.stepcache.code;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds all jars and folders that a class loader and its parents load from, in their order, and what the manifests of those
 * jars refer to.
 */
final class ClassPath {

    /** By what they are written as: to compare URLs can ask the network. */
    private final Map<String, URL> urls = new LinkedHashMap<>();

    private ClassPath() {}

    /**
     * Find them.
     *
     * @throws IOException if a class loader does not say where it loads from
     */
    static List<URL> of(ClassLoader loader) throws IOException {
        ClassPath path = new ClassPath();
        for (ClassLoader at : parentsFirst(loader)) {
            for (URL url : urls(at)) {
                path.add(url);
            }
        }
        return List.copyOf(path.urls.values());
    }

    private static List<ClassLoader> parentsFirst(ClassLoader loader) {
        List<ClassLoader> loaders = new ArrayList<>();
        for (ClassLoader at = loader; at != null && at != ClassLoader.getPlatformClassLoader(); at = at.getParent()) {
            loaders.add(0, at);
        }
        return loaders;
    }

    private static List<URL> urls(ClassLoader loader) throws IOException {
        if (loader instanceof URLClassLoader known) {
            return List.of(known.getURLs());
        }
        if (loader != ClassLoader.getSystemClassLoader()) {
            throw new IOException("what " + loader.getClass().getName() + " loads from cannot be told");
        }
        List<URL> urls = new ArrayList<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            for (String entry : System.getProperty(property, "").split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            }
        }
        return urls;
    }

    private void add(URL url) {
        if (urls.putIfAbsent(url.toExternalForm(), url) != null) {
            return;
        }
        for (String reference : references(url).strip().split("\\s+", -1)) {
            if (!reference.isEmpty()) {
                resolve(url, reference).ifPresent(this::add);
            }
        }
    }

    private static Optional<URL> resolve(URL jar, String reference) {
        try {
            return Optional.of(new URL(jar, reference));
        } catch (MalformedURLException e) {
            return Optional.empty(); // the JDK does not follow it either
        }
    }

    /** Only jars that are files refer to others; a jar that cannot be read refers to nothing. */
    private static String references(URL url) {
        if (!url.getProtocol().equals("file") || !url.getPath().endsWith(".jar")) {
            return "";
        }
        try (JarFile jar = new JarFile(Path.of(url.toURI()).toFile())) {
            @Nullable Manifest manifest = jar.getManifest();
            @Nullable
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return value == null ? "" : value;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return "";
        }
    }
}
