package io.github.stepcache.code;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out which classes a class loader has in some packages, wherever they lie: in folders, jars, jars within jars, the JDK. */
final class PackageListing {

    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");

    private static final Pattern VERSIONED_END = Pattern.compile(VERSIONED + "$");

    private final ClassLoader loader;
    private final DiskChanges changes;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> problems = new TreeSet<>();

    private PackageListing(ClassLoader loader, DiskChanges changes) {
        this.loader = loader;
        this.changes = changes;
    }

    /** List the classes of all packages that count. What cannot be listed is a problem. */
    static PackageListing of(ApplicationPackages packages, ClassLoader loader, DiskChanges changes) {
        PackageListing listing = new PackageListing(loader, changes);
        packages.roots().forEach(root -> listing.list(root, !root.isEmpty()));
        packages.own().ifPresent(own -> listing.list(own, false));
        return listing;
    }

    /** Internal names, some of which may turn out to be none of a class that can be loaded. */
    Set<String> names() {
        return names;
    }

    Set<String> problems() {
        return problems;
    }

    private void list(String folder, boolean deep) {
        try {
            for (URL address : addresses(folder)) {
                list(address, folder, deep);
            }
            for (URI module : RuntimeImage.modulesWith(folder, deep)) {
                new ClassFolder(Path.of(module), "", changes).list(folder, deep, names, problems);
            }
        } catch (IOException e) {
            problems.add(
                    "the classes of package \"" + folder.replace('/', '.') + "\" cannot be listed: " + e.getMessage());
        }
    }

    /** Some class loaders want a folder's name with a slash at its end, and some without. */
    private Iterable<URL> addresses(String folder) throws IOException {
        Map<String, URL> found = new LinkedHashMap<>();
        for (String name : folder.isEmpty() ? List.of("") : List.of(folder, folder + "/")) {
            for (Enumeration<URL> each = loader.getResources(name); each.hasMoreElements(); ) {
                URL address = each.nextElement();
                found.putIfAbsent(address.toString().replaceFirst("/$", ""), address);
            }
        }
        return found.values();
    }

    private void list(URL address, String folder, boolean deep) throws IOException {
        switch (address.getProtocol()) {
            case "file" -> new ClassFolder(DiskPlace.of(address), folder, changes).list(folder, deep, names, problems);
            case "jar" -> listJar(address, folder, deep);
            case "jrt" -> {} // the JDK has no folders, and its modules are looked at anyhow
            default -> DiskPlace.of(address);
        }
    }

    private void listJar(URL address, String folder, boolean deep) throws IOException {
        changes.watch(DiskPlace.of(address));
        JarURLConnection connection = (JarURLConnection) address.openConnection();
        connection.setUseCaches(false);
        String base = before(folder, connection.getEntryName() == null ? "" : connection.getEntryName());
        try (JarFile jar = connection.getJarFile()) {
            jar.stream().forEach(file -> add(file.getName(), base, folder, deep));
        }
    }

    /** What stands before a folder in its jar; some Java versions find it among those that are for some Java versions only. */
    private static String before(String folder, String entry) {
        String name = entry.replaceFirst("/$", "");
        return VERSIONED_END
                .matcher(name.substring(0, Math.max(0, name.length() - folder.length())))
                .replaceFirst("");
    }

    /** A version of a class for some Java versions has the name of the class; whether it is the one to take, the loader knows. */
    private void add(String file, String base, String folder, boolean deep) {
        if (!file.endsWith(ClassFolder.SUFFIX) || !file.startsWith(base)) {
            return;
        }
        String name = file.substring(base.length(), file.length() - ClassFolder.SUFFIX.length());
        Matcher versioned = VERSIONED.matcher(name);
        String plain = versioned.lookingAt() ? name.substring(versioned.end()) : name;
        String start = folder.isEmpty() ? "" : folder + "/";
        if (plain.startsWith(start) && (deep || plain.indexOf('/', start.length()) < 0)) {
            names.add(plain);
        }
    }
}
