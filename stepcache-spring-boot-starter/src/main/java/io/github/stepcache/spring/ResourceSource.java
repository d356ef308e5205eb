package io.github.stepcache.spring;

import io.github.stepcache.step.InputContent;
import io.github.stepcache.step.InputSource;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.ResourceUtils;

/**
 * Finds the resources of one location, as Spring would, but without what it remembers of an earlier search. What lies in
 * a folder of the class path is named as it would be in a jar.
 *
 * @param location the location, perhaps with wildcards
 * @param resources makes resources of locations
 * @param beans may have a {@link ResourcePatternResolver} that can search where Spring's own cannot
 */
record ResourceSource(String location, ResourceLoader resources, BeanFactory beans) implements InputSource {

    private static final AntPathMatcher WILDCARDS = new AntPathMatcher();

    /** In these, {@code ?} begins a query. */
    private static final Set<String> NEVER_PATTERNS = Set.of("http", "https", "ftp");

    @Override
    public List<InputContent> find() throws IOException {
        String prefix = location.substring(0, location.indexOf(':'));
        boolean pattern =
                !NEVER_PATTERNS.contains(prefix) && WILDCARDS.isPattern(location.substring(prefix.length() + 1));
        if (pattern) {
            return matches(prefix);
        }
        List<InputContent> found = new ArrayList<>();
        if (location.startsWith(StepLocations.ALL_OF_CLASS_PATH)) {
            for (Resource resource : new ResourceSearch(resources, location).getResources(location)) {
                add(resource, found);
            }
            return found;
        }
        Resource resource = resources.getResource(location);
        if (!location.startsWith(StepLocations.CLASS_PATH) || resource.exists()) {
            add(resource, found);
        }
        return found;
    }

    private List<InputContent> matches(String prefix) throws IOException {
        boolean known = location.startsWith("classpath") || prefix.equals(ResourceUtils.URL_PROTOCOL_JAR);
        ResourcePatternResolver resolver = known
                ? null
                : beans.getBeanProvider(ResourcePatternResolver.class).getIfUnique();
        if (resolver == null || resolver.getClass() == PathMatchingResourcePatternResolver.class) {
            return ResourceSearch.of(resources, location); // Spring's own keeps what it has found
        }
        List<InputContent> found = new ArrayList<>();
        for (Resource resource : resolver.getResources(location)) {
            String name = ResourceNames.of(location, resource);
            found.add(new InputContent.Streamed(name, resource::getInputStream));
        }
        return found;
    }

    /** Of a directory, all below it counts, as with paths. */
    private void add(Resource resource, List<InputContent> found) throws IOException {
        String name = ResourceNames.of(location);
        if (resource.isFile()) {
            found.add(new InputContent.OnDisk(name, resource.getFile().toPath(), InputContent.Filter.ALL));
        } else if (JarContent.isIn(resource)) {
            URL url = resource.getURL();
            if (isDirectory(url)) {
                found.addAll(ResourceSearch.of(resources, url + (url.toString().endsWith("/") ? "**" : "/**"), name));
            } else {
                found.add(new InputContent.Streamed(name, new JarContent(url)));
            }
        } else {
            found.add(new InputContent.Streamed(name, resource::getInputStream));
        }
    }

    private static boolean isDirectory(URL url) throws IOException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            JarEntry entry = jar.getJarEntry();
            return entry == null || entry.isDirectory();
        }
        return false;
    }
}
