package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever class files lie, the code is the same. */
class ClassFilePlacesTests {

    private static final String[] SOURCES = {
        "public class Step { Source source; public int run() { return source.read(); } }",
        "interface Source { int read(); }",
        "class FileSource implements Source { public int read() { return 1; } }",
    };

    private static final String[] OTHER = {"class FileSource implements Source { public int read() { return 2; } }"};

    @TempDir
    private Path folder;

    private CodeFingerprint plain() throws Exception {
        return fingerprint(SampleApplication.loader(folder.resolve("plain"), SOURCES));
    }

    private static CodeFingerprint fingerprint(ClassLoader loader) throws Exception {
        CodeFingerprint fingerprint = SampleApplication.fingerprint(loader, CodeScope.CALLS);
        assertThat(fingerprint.problems()).isEmpty();
        assertThat(fingerprint.methods()).containsKey("com.acme.FileSource.read");
        return fingerprint;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "[a]", "50%20", "a+b", "é", "#a", "a!", "a;b"})
    void folderWithAnUnusualNameIsRead(String name) throws Exception {
        assertThat(fingerprint(SampleApplication.loader(folder.resolve(name), SOURCES)))
                .isEqualTo(plain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.jar", "[a].jar", "50%20.jar", "a+b.jar", "é.jar"})
    void jarIsRead(String name) throws Exception {
        Path jar = SampleJar.of(folder.resolve(name), SOURCES);

        assertThat(fingerprint(SampleApplication.loaderOf(jar))).isEqualTo(plain());
    }

    @Test
    @SuppressWarnings("deprecation") // that it does not encode is the point
    void addressThatIsNotEncodedIsRead() throws Exception {
        SampleApplication.loader(folder.resolve("a b"), SOURCES).close();
        URL address = new URL("file:" + folder.resolve("a b") + "/");

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {address}, getClass().getClassLoader())) {
            assertThat(fingerprint(loader)).isEqualTo(plain());
        }
    }

    @Test
    void versionOfAClassForThisJavaCounts() throws Exception {
        SampleJar.Writer jar = SampleJar.multiRelease(folder.resolve("app.jar"), SOURCES);
        jar.add(
                "META-INF/versions/9/",
                CompiledSources.of(SampleApplication.withPackage(SOURCES[1], OTHER[0])),
                "FileSource");

        CodeFingerprint fingerprint = fingerprint(SampleApplication.loaderOf(jar.write()));

        assertThat(fingerprint.methods().get("com.acme.FileSource.read"))
                .isNotEqualTo(plain().methods().get("com.acme.FileSource.read"));
    }

    @Test
    void classThatIsThereInAnotherVersionOnlyIsFound() throws Exception {
        SampleJar.Writer jar = SampleJar.multiRelease(folder.resolve("app.jar"), SOURCES[0], SOURCES[1]);
        jar.add("META-INF/versions/9/", CompiledSources.of(SampleApplication.withPackage(SOURCES)), "FileSource");

        assertThat(fingerprint(SampleApplication.loaderOf(jar.write()))).isEqualTo(plain());
    }

    @Test
    void firstOfTwoClassesWithOneNameCounts() throws Exception {
        Path other = SampleJar.of(folder.resolve("other.jar"), SOURCES[0], SOURCES[1], OTHER[0]);
        Path first = SampleJar.of(folder.resolve("first.jar"), SOURCES);

        assertThat(fingerprint(SampleApplication.loaderOf(first, other))).isEqualTo(plain());
        assertThat(fingerprint(SampleApplication.loaderOf(other, first))).isNotEqualTo(plain());
    }

    @Test
    void classesInSeveralPlacesBelongTogether() throws Exception {
        CompiledSources all = CompiledSources.of(SampleApplication.withPackage(SOURCES));
        Path jar = new SampleJar.Writer(folder.resolve("some.jar"), false)
                .add("", all, "FileSource")
                .write();
        Path rest = folder.resolve("rest");
        all.writeTo(rest);
        Files.delete(rest.resolve("com/acme/FileSource.class"));

        assertThat(fingerprint(SampleApplication.loaderOf(rest, jar))).isEqualTo(plain());
    }

    @Test
    void classesOfTheJavaRuntimeAreRead() throws Exception {
        CodeFingerprint fingerprint = ApplicationCode.of(ClassLoader.getPlatformClassLoader(), Set.of("java.util.zip"))
                .fingerprint(CRC32.class, CRC32.class.getMethod("update", int.class), CodeScope.CALLS);

        assertThat(fingerprint.problems()).isEmpty();
        assertThat(fingerprint.methods()).containsKey("java.util.zip.CRC32.update");
    }

    @Test
    void jarThatDoesNotListItsFoldersIsAProblem() throws Exception {
        CompiledSources all = CompiledSources.of(SampleApplication.withPackage(SOURCES));
        Path jar = new SampleJar.Writer(folder.resolve("app.jar"), true)
                .withoutFolders()
                .add("", all, "")
                .write();

        CodeFingerprint fingerprint = SampleApplication.fingerprint(SampleApplication.loaderOf(jar), CodeScope.CALLS);

        assertThat(fingerprint.problems()).anyMatch(problem -> problem.contains("com.acme.Step"));
    }

    @Test
    void protocolThatNobodyKnowsIsAProblemByName() throws Exception {
        SampleApplication.loader(folder, SOURCES).close();
        try (URLClassLoader loader = new StrangeLoader(folder)) {
            CodeFingerprint fingerprint = SampleApplication.fingerprint(loader, CodeScope.CALLS);

            assertThat(fingerprint.problems()).anyMatch(problem -> problem.contains("strange:"));
        }
    }

    @Test
    void proxyOfAClassHasTheCodeOfTheClass() throws Exception {
        ClassLoader loader = SampleApplication.loader(
                folder.resolve("proxied"),
                SOURCES[0] + " class Step$$SpringCGLIB$$0 extends Step { @Override public int run() { return 5; } }",
                SOURCES[1],
                SOURCES[2],
                "class FileSource__BeanDefinitions implements Source { public int read() { return 5; } }");
        Class<?> proxy = loader.loadClass("com.acme.Step$$SpringCGLIB$$0");

        CodeFingerprint fingerprint = ApplicationCode.of(loader, Set.of("com.acme"))
                .fingerprint(proxy, proxy.getMethod("run"), CodeScope.CALLS);

        assertThat(fingerprint).isEqualTo(plain());
    }

    /** Names its resources by a protocol of its own, as some application servers do. */
    private static final class StrangeLoader extends URLClassLoader {

        private static final URLStreamHandler HANDLER = new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL address) throws IOException {
                return new URL(address.toString().replace("strange:", "file:")).openConnection();
            }
        };

        StrangeLoader(Path folder) throws IOException {
            super(new URL[] {folder.toUri().toURL()}, StrangeLoader.class.getClassLoader());
        }

        @Override
        public @Nullable URL findResource(String name) {
            @Nullable URL found = super.findResource(name);
            return found == null ? null : strange(found);
        }

        @Override
        public Enumeration<URL> findResources(String name) throws IOException {
            List<URL> found = Collections.list(super.findResources(name));
            return Collections.enumeration(
                    found.stream().map(StrangeLoader::strange).toList());
        }

        private static URL strange(URL address) {
            try {
                return new URL(null, address.toString().replace("file:", "strange:"), HANDLER);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
