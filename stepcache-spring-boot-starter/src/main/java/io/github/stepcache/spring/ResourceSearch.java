package io.github.stepcache.spring;

import io.github.stepcache.step.InputContent;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.PathMatcher;
import org.springframework.util.StringUtils;

/**
 * One search for resources by a pattern. It looks where Spring looks, but leaves folders to the core: Spring takes a
 * folder that it cannot read, or in which links go in a circle, for one in which nothing matches. And it is made anew for
 * each search, since Spring keeps in mind what it found.
 */
final class ResourceSearch extends PathMatchingResourcePatternResolver {

    private final String pattern;
    private final @Nullable String rootName;
    private final List<InputContent> found = new ArrayList<>();
    private final Set<Resource> named = new HashSet<>();
    private boolean jarsSearched;

    /** Prepare to search without wildcards. */
    ResourceSearch(ResourceLoader resources, String pattern) {
        this(resources, pattern, null);
    }

    private ResourceSearch(ResourceLoader resources, String pattern, @Nullable String rootName) {
        super(resources);
        this.pattern = pattern;
        this.rootName = rootName;
    }

    /** Find what matches a pattern. */
    static List<InputContent> of(ResourceLoader resources, String pattern) throws IOException {
        return of(resources, pattern, null);
    }

    /**
     * Find what matches a pattern in a place that was found under another name.
     *
     * @param rootName what to call the place before the first wildcard, if not as in the pattern
     */
    static List<InputContent> of(ResourceLoader resources, String pattern, @Nullable String rootName)
            throws IOException {
        ResourceSearch search = new ResourceSearch(resources, pattern, rootName);
        List<InputContent> found = search.find();
        if (search.jarsSearched) {
            ResourceSearch onDisk = new ResourceSearch(resources, pattern, rootName);
            onDisk.setUseCaches(false);
            if (!names(onDisk.find()).equals(names(found))) {
                throw new IOException(JarContent.REPLACED);
            }
        }
        return found;
    }

    private static List<String> names(List<InputContent> contents) {
        return contents.stream().map(InputContent::name).toList();
    }

    private List<InputContent> find() throws IOException {
        for (Resource resource : getResources(pattern)) {
            if (!named.contains(resource)) {
                found.add(new InputContent.Streamed(ResourceNames.of(pattern, resource), resource::getInputStream));
            }
        }
        return found;
    }

    @Override
    protected Set<Resource> doFindPathMatchingJarResources(Resource rootDirResource, URL rootDirUrl, String subPattern)
            throws IOException {
        jarsSearched = true;
        Set<Resource> matches = super.doFindPathMatchingJarResources(rootDirResource, rootDirUrl, subPattern);
        for (Resource match : matches) {
            URL url = match.getURL();
            if (!url.toString().endsWith("/")) { // else a directory
                String below = url.toString().substring(rootDirUrl.toString().length());
                found.add(new InputContent.Streamed(rootName(subPattern) + decoded(below), new JarContent(url)));
            }
        }
        named.addAll(matches);
        return matches;
    }

    @Override
    protected Set<Resource> doFindPathMatchingFileResources(Resource rootDirResource, String subPattern)
            throws IOException {
        if (!rootDirResource.isFile()) {
            throw new IOException("Spring can search in folders and jars only, and not in "
                    + rootDirResource.getDescription()
                    + ": that takes a bean of type ResourcePatternResolver which can");
        }
        found.add(new InputContent.OnDisk(
                rootName(subPattern), rootDirResource.getFile().toPath(), new AntFilter(getPathMatcher(), subPattern)));
        return Set.of();
    }

    private String rootName(String subPattern) {
        String root = pattern.substring(0, pattern.length() - subPattern.length());
        return rootName == null ? ResourceNames.of(root) : rootName + (rootName.endsWith("/") ? "" : "/");
    }

    private static String decoded(String path) {
        try {
            return StringUtils.uriDecode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    /** The files of a folder that match an Ant pattern, hidden ones too. */
    private record AntFilter(PathMatcher matcher, String pattern) implements InputContent.Filter {

        @Override
        public boolean takes(String file) {
            return matcher.match(pattern, file);
        }

        @Override
        public boolean enters(String directory) {
            return matcher.matchStart(pattern, directory + '/');
        }
    }
}
