package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.annotation.CachedStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles classes as no module of this build would. */
final class Compiled {

    private Compiled() {}

    /** Compile a source file without {@code -parameters}, and make a loader for its classes. */
    static URLClassLoader withoutParameters(Path dir, String fileName, String source) {
        try {
            Path file = Files.writeString(dir.resolve(fileName), source);
            String stepCache = Path.of(CachedStep.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                List<String> options = List.of("-proc:none", "-g:none", "-classpath", stepCache, "-d", dir.toString());
                assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(file))
                                .call())
                        .isTrue();
            }
            return new URLClassLoader(new URL[] {dir.toUri().toURL()}, Compiled.class.getClassLoader());
        } catch (MalformedURLException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
