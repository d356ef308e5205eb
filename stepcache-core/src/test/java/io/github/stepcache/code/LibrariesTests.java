package io.github.stepcache.code;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of libraries are those of the jars on the class path; where a name says too little, the content counts. */
class LibrariesTests {

    private static final Set<String> APPLICATION = Set.of("com.acme");

    @TempDir
    private Path dir;

    private Path jar(String name, String... files) throws IOException {
        return jar(name, new Manifest(), files);
    }

    private Path jar(String name, Manifest manifest, String... files) throws IOException {
        Path jar = dir.resolve(name);
        Files.createDirectories(jar.getParent());
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String file : files) {
                out.putNextEntry(new JarEntry(file.substring(0, file.indexOf('='))));
                out.write(file.substring(file.indexOf('=') + 1).getBytes(UTF_8));
            }
        }
        return jar;
    }

    private Path folder(String name, String... files) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(name));
        for (String file : files) {
            Path path = folder.resolve(file.substring(0, file.indexOf('=')));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.substring(file.indexOf('=') + 1));
        }
        return folder;
    }

    private static SortedMap<String, String> versions(Path... classPath) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath) {
            urls.add(path.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            SortedMap<String, String> versions =
                    new TreeMap<>(Libraries.of(loader, APPLICATION).versions());
            assertThat(versions.remove("java"))
                    .isEqualTo(String.valueOf(Runtime.version().feature()));
            return versions;
        }
    }

    @Test
    void releasedVersionIsThatOfTheFileName() throws IOException {
        assertThat(versions(
                        jar("jackson-databind-3.1.7.jar", "a/A.class=1"),
                        jar("netty-epoll-4.2.1.Final-linux-x86_64.jar", "a/A.class=1")))
                .isEqualTo(
                        Map.of("library jackson-databind", "3.1.7", "library netty-epoll", "4.2.1.Final-linux-x86_64"));
    }

    @Test
    void contentOfASnapshotCountsAndNotWhenItWasPacked() throws IOException {
        Map<String, String> one = versions(jar("x-1.0-SNAPSHOT.jar", "a/A.class=1", "b=2"));
        Map<String, String> again = versions(
                jar("other/x-1.0-20260101.101112-3.jar", "b=2", "META-INF/maven/pom.properties=now", "a/A.class=1"));
        Map<String, String> changed = versions(jar("x-1.0-SNAPSHOT.jar", "a/A.class=1", "b=3"));

        assertThat(one.get("library x")).startsWith("1.0-SNAPSHOT ");
        assertThat(again).isEqualTo(one);
        assertThat(changed).isNotEqualTo(one).containsOnlyKeys("library x");
    }

    @Test
    void contentOfAJarWithoutVersionCounts() throws IOException {
        Map<String, String> one = versions(jar("x.jar", "a/A.class=1"));
        assertThat(versions(jar("x.jar", "a/A.class=2"))).isNotEqualTo(one).containsOnlyKeys("library x.jar");
    }

    @Test
    void renamedFileInASnapshotIsAChange() throws IOException {
        assertThat(versions(jar("x.jar", "a=1", "b=2"))).isNotEqualTo(versions(jar("x.jar", "a=2", "b=1")));
        assertThat(versions(jar("x.jar", "a=1"))).isNotEqualTo(versions(jar("x.jar", "b=1")));
    }

    @Test
    void whatHoldsTheApplicationIsNoLibrary() throws IOException {
        assertThat(versions(
                        jar("acme-1.0.jar", "com/acme/deep/A.class=1"),
                        jar("acmes-1.0.jar", "com/acmes/A.class=1", "com/acme/a.txt=1"),
                        folder("classes", "com/acme/A.class=1"),
                        folder("resources", "a.properties=1"),
                        jar("boot-1.0.jar", "BOOT-INF/classes/com/acme/A.class=1", "loader/L.class=1")))
                .isEqualTo(Map.of("library acmes", "1.0"));
    }

    @Test
    void codeInOtherFoldersCounts() throws IOException {
        Map<String, String> one = versions(folder("one", "org/A.class=1"), folder("two", "org/B.class=1"));
        assertThat(one).containsOnlyKeys("library in folders");
        assertThat(versions(folder("one", "org/A.class=1", "note.txt=1"), folder("two", "org/B.class=1")))
                .isEqualTo(one);
        assertThat(versions(folder("one"), folder("two", "org/B.class=2"))).isNotEqualTo(one);
    }

    @Test
    void bothOfTwoWithOneNameCountInTheirOrder() throws IOException {
        Path one = jar("one/x-1.0.jar", "a/A.class=1");
        Path two = jar("two/x-2.0.jar", "a/A.class=1");
        assertThat(versions(one, two)).isEqualTo(Map.of("library x", "1.0, 2.0"));
        assertThat(versions(two, one)).isEqualTo(Map.of("library x", "2.0, 1.0"));
        assertThat(versions(one, one)).isEqualTo(Map.of("library x", "1.0"));
    }

    @Test
    void jarThatOnlyNamesOthersStandsForThose() throws IOException {
        Path library = jar("a b/x-1.0.jar", "a/A.class=1");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        library.toUri() + " missing.jar relative/y-2.0.jar not:a:url " + dir.toUri());
        jar("relative/y-2.0.jar", "b/B.class=1");
        assertThat(versions(jar("booter-123.jar", manifest))).isEqualTo(Map.of("library x", "1.0", "library y", "2.0"));
    }

    @Test
    void whatSpringBootLeavesOutOfItsJarsDoesNotCount() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Spring-Boot-Jar-Type", "development-tool");
        assertThat(versions(
                        jar("spring-boot-configuration-processor-4.1.2.jar", manifest, "a/A.class=1"),
                        jar("spring-boot-devtools-4.1.2.jar", "a/A.class=1"),
                        jar("spring-boot-jarmode-tools-4.1.2.jar", "a/A.class=1")))
                .isEmpty();
    }

    @Test
    void whatCannotBeReadHasAnotherVersionEachTime() throws IOException, InterruptedException {
        Path damaged = Files.writeString(dir.resolve("x-1.0.jar"), "no jar");
        Map<String, String> one = versions(damaged);
        assertThat(one).hasSize(1);
        assertThat(versions(damaged)).isNotEqualTo(one);
    }

    @Test
    void libraryThatIsNotThereIsNone() throws IOException {
        assertThat(versions(dir.resolve("x-1.0.jar"), dir.resolve("folder"))).isEmpty();
    }

    @Test
    void classLoaderThatDoesNotSayWhatItLoadsHasAnotherVersionEachTime() {
        ClassLoader unknown = new ClassLoader(ClassLoader.getPlatformClassLoader()) {};
        assertThat(Libraries.of(unknown, APPLICATION).versions()).containsOnlyKeys("java", "libraries");
        assertThat(Libraries.of(unknown, APPLICATION)).isNotEqualTo(Libraries.of(unknown, APPLICATION));
    }

    @Test
    void librariesOfThisProcessAreFound() {
        SortedMap<String, String> versions = Libraries.of(
                        LibrariesTests.class.getClassLoader(), Set.of("io.github.stepcache"))
                .versions();
        assertThat(versions).containsKeys("java", "library jackson-databind", "library assertj-core");
        assertThat(versions.values()).noneMatch(version -> version.startsWith("unreadable"));
        assertThat(Arrays.asList(versions.keySet().toArray())).doesNotContain("library in folders");
    }
}
