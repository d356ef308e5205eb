package io.github.stepcache.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications have neither AssertJ nor ArchUnit nor Spring's test support, and their tests may lack the first two. */
class WithoutTestLibrariesTests {

    private static final List<String> LIBRARIES =
            List.of("assertj-core", "archunit", "junit-", "spring-test-", "spring-boot-test");

    @Test
    void applicationStartsWithoutAnyOfThem(@TempDir Path dir) throws Exception {
        run("application", dir, LIBRARIES);

        assertThat(Files.readString(dir.resolve("out/step.txt"))).isEqualTo("ran once");
    }

    @Test
    void temporaryBaseDirectoryNeedsSpringsTestSupportOnly(@TempDir Path dir) throws Exception {
        run("test", dir, List.of("assertj-core", "archunit", "junit-", "spring-boot-test"));

        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void theLibrariesAreReallyLeftOut() throws Exception {
        try (URLClassLoader loader = without(LIBRARIES)) {
            for (String missing : List.of(
                    "org.assertj.core.api.Assertions",
                    "com.tngtech.archunit.lang.ArchRule",
                    "org.springframework.test.context.ContextCustomizer",
                    "org.springframework.boot.test.context.SpringBootTest")) {
                assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(missing));
            }
        }
    }

    private static void run(String what, Path dir, List<String> leftOut) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = without(leftOut)) {
            thread.setContextClassLoader(loader);
            Class<?> program = loader.loadClass(WithoutTestLibraries.class.getName());
            assertThat(program.getClassLoader()).isSameAs(loader);
            program.getMethod(what, Path.class).invoke(null, dir);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URLClassLoader without(List<String> libraries) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(entry).getFileName().toString();
            boolean ofBootsTests = libraries.contains("spring-boot-test") && name.matches("spring-boot-.+-test-.+");
            if (!ofBootsTests && libraries.stream().noneMatch(name::startsWith)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
