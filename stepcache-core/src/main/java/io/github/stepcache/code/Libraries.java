package io.github.stepcache.code;

import java.io.IOException;
import java.net.URL;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The libraries on the class path of an application, and of which version they are: what its steps can depend on beside
 * its own code. They are the same whether the application is one executable jar, or a folder and many jars.
 *
 * <p>A library is a jar without classes of the application, or a folder. Jars of released versions are believed to be what
 * their names say. Of all others, such as snapshots, the content counts, too.
 *
 * @param versions versions by what they are of: {@code "library jackson-databind"}, {@code "java"}
 */
public record Libraries(SortedMap<String, String> versions) {

    private static final String PREFIX = "library ";
    private static final Pattern FILE_NAME = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final Pattern SNAPSHOT = Pattern.compile("(.*-)(?:SNAPSHOT|\\d{8}\\.\\d{6}-\\d+)(.*)");

    /** Keep an unmodifiable copy. */
    public Libraries {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    }

    /**
     * Look at the class path of an application.
     *
     * @param loader its class loader
     * @param packages its packages; a jar that has classes in them, or below them, is no library
     * @return its libraries; one that cannot be read has another version each time
     */
    public static Libraries of(ClassLoader loader, Set<String> packages) {
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("java", String.valueOf(Runtime.version().feature()));
        try {
            for (URL url : ClassPath.of(loader)) {
                add(versions, url, packages);
            }
        } catch (IOException e) {
            versions.put("libraries", unreadable(e));
        }
        return new Libraries(versions);
    }

    private static void add(SortedMap<String, String> versions, URL url, Set<String> packages) {
        try (@Nullable ClassPathEntry entry = ClassPathEntry.open(url)) {
            if (entry != null && entry.isLibrary(packages)) {
                add(versions, entry);
            }
        } catch (IOException | RuntimeException e) {
            versions.put(PREFIX + url, unreadable(e));
        }
    }

    /** Of two with one name, the first one wins, mostly; so both count, in the order of the class path. */
    private static void add(SortedMap<String, String> versions, ClassPathEntry entry) throws IOException {
        Matcher file = FILE_NAME.matcher(entry.name());
        String name = entry.name();
        String version = "";
        if (file.matches()) {
            name = file.group(1);
            version = file.group(2);
        }
        Matcher snapshot = SNAPSHOT.matcher(version);
        if (snapshot.matches()) {
            version = snapshot.group(1) + "SNAPSHOT" + snapshot.group(2) + ' ' + entry.contentHash();
        } else if (version.isEmpty()) {
            version = entry.contentHash();
        }
        versions.merge(PREFIX + name, version, (one, other) -> one + ", " + other);
    }

    private static String unreadable(Exception e) {
        return "unreadable at " + Instant.now() + ": " + e;
    }
}
