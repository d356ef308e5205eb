package io.github.stepcache.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One jar or folder on a class path, and the files in it. */
final class ClassPathEntry implements Closeable {

    /** Of a jar that helps only to build and develop, or that only names others: Spring Boot leaves it out of its jars. */
    private static final String LEFT_OUT = "Spring-Boot-Jar-Type";

    /** What it leaves out as well, or adds. */
    private static final List<String> OF_SPRING_BOOT =
            List.of("spring-boot-devtools-", "spring-boot-docker-compose-", "spring-boot-jarmode-");

    private static final String FOLDER = "in folders";
    private static final String MANIFEST = JarFile.MANIFEST_NAME;
    private static final String MAVEN = "META-INF/maven/";

    private final String name;
    private final SortedMap<String, Content> files;
    private final Closeable source;

    /** Opens one file. */
    private interface Content {
        InputStream open() throws IOException;
    }

    private ClassPathEntry(String name, SortedMap<String, Content> files, Closeable source) {
        this.name = name;
        this.files = files;
        this.source = source;
    }

    /**
     * Open an entry.
     *
     * @return null if there is nothing, which class loaders do not mind
     */
    static @Nullable ClassPathEntry open(URL url) throws IOException {
        if (!url.getProtocol().equals("file")) {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            if (connection instanceof JarURLConnection jar) {
                return ofJar(name(url), jar.getJarFile());
            }
            throw new IOException("it is neither a jar nor a folder");
        }
        try {
            Path path = Path.of(url.toURI());
            if (Files.isDirectory(path)) {
                return ofFolder(path);
            }
            return Files.exists(path) ? ofJar(name(url), new JarFile(path.toFile())) : null;
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** The file name of a jar; folders have one name, since they lie anywhere. */
    String name() {
        return name;
    }

    /** Tell whether it is no part of the application, and there is something in it that counts. */
    boolean isLibrary(Set<String> packages) throws IOException {
        boolean application = packages.stream()
                .map(name -> name.replace('.', '/') + '/')
                .anyMatch(folder -> files.tailMap(folder).keySet().stream()
                        .takeWhile(file -> file.startsWith(folder))
                        .anyMatch(file -> file.endsWith(".class")));
        boolean executable = !files.subMap("BOOT-INF/", "BOOT-INF0").isEmpty()
                || !files.subMap("WEB-INF/", "WEB-INF0").isEmpty();
        boolean empty = files.keySet().stream().allMatch(ClassPathEntry::isAboutPackaging);
        return !application
                && !executable
                && !empty
                && OF_SPRING_BOOT.stream().noneMatch(name::startsWith)
                && manifest().getMainAttributes().getValue(LEFT_OUT) == null;
    }

    /** Hash what is in it, and not how it is packed. */
    String contentHash() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, Content> file : files.entrySet()) {
                if (!isAboutPackaging(file.getKey())) {
                    MessageDigest content = MessageDigest.getInstance("SHA-256");
                    try (InputStream in = new DigestInputStream(file.getValue().open(), content)) {
                        in.transferTo(OutputStream.nullOutputStream());
                    }
                    digest.update((file.getKey() + '\n').getBytes(UTF_8));
                    digest.update(content.digest());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private Manifest manifest() throws IOException {
        @Nullable Content manifest = files.get(MANIFEST);
        if (manifest == null) {
            return new Manifest();
        }
        try (InputStream in = manifest.open()) {
            return new Manifest(in);
        }
    }

    private static boolean isAboutPackaging(String file) {
        return file.equals(MANIFEST) || file.startsWith(MAVEN);
    }

    private static ClassPathEntry ofJar(String name, JarFile jar) {
        SortedMap<String, Content> files = new TreeMap<>();
        jar.stream()
                .filter(file -> !file.isDirectory())
                .forEach(file -> files.put(file.getName(), () -> jar.getInputStream(file)));
        return new ClassPathEntry(name, files, jar);
    }

    /** Only the code in it, since a folder on the class path can hold the work of the application as well. */
    private static ClassPathEntry ofFolder(Path folder) throws IOException {
        SortedMap<String, Content> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(file -> file.toString().endsWith(".class"))
                    .forEach(file -> files.put(
                            folder.relativize(file).toString().replace('\\', '/'), () -> Files.newInputStream(file)));
        }
        return new ClassPathEntry(FOLDER, files, () -> {});
    }

    /** Take the last name of {@code file:/lib/a.jar}, {@code jar:nested:/app.jar/!BOOT-INF/lib/a.jar!/}. */
    private static String name(URL url) {
        String path = url.toExternalForm();
        String jar = path.endsWith("!/") ? path.substring(0, path.length() - 2) : path;
        return jar.endsWith("/") ? FOLDER : jar.substring(jar.lastIndexOf('/') + 1);
    }
}
