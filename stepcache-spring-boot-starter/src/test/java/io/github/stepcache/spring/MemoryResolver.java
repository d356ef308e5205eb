package io.github.stepcache.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.AntPathMatcher;

/** Resources of the form {@code memory:key}, as an object store would have them: no files, and no way to list them. */
final class MemoryResolver implements ProtocolResolver {

    final Map<String, String> objects = new ConcurrentHashMap<>();
    final List<String> opened = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable Resource resolve(String location, ResourceLoader loader) {
        return location.startsWith("memory:") ? new MemoryResource(location) : null;
    }

    /** What a module of an object store gives those who search in it. */
    ResourcePatternResolver patterns() {
        return new ResourcePatternResolver() {
            @Override
            public Resource[] getResources(String pattern) {
                List<Resource> found = new ArrayList<>();
                objects.keySet().stream()
                        .sorted()
                        .map("memory:"::concat)
                        .filter(location -> new AntPathMatcher().match(pattern, location))
                        .forEach(location -> found.add(new MemoryResource(location)));
                return found.toArray(Resource[]::new);
            }

            @Override
            public Resource getResource(String location) {
                return new MemoryResource(location);
            }

            @Override
            public @Nullable ClassLoader getClassLoader() {
                return null;
            }
        };
    }

    private final class MemoryResource extends AbstractResource {

        private final String location;

        MemoryResource(String location) {
            this.location = location;
        }

        @Override
        public String getDescription() {
            return "object [" + location + "]";
        }

        @Override
        public InputStream getInputStream() throws IOException {
            opened.add(location);
            String content = objects.get(location.substring("memory:".length()));
            if (content == null) {
                throw new IOException("no such object");
            }
            return new java.io.ByteArrayInputStream(content.getBytes(UTF_8));
        }
    }
}
