package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/**
 * Processes applications ahead of time, as the build plugins of Spring Boot do. What comes of it is in the packages of
 * the application and of the starter, and is tried with a class loader that has all of them anew.
 */
final class AheadOfTime implements AutoCloseable {

    private final ClassName initializer;
    private final URLClassLoader loader;

    /** By its name one that is made for one start of an application, so that class files may be younger than the process. */
    private static final class WebAppClassLoader extends URLClassLoader {
        WebAppClassLoader(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }
    }

    private AheadOfTime(ClassName initializer, URLClassLoader loader) {
        this.initializer = initializer;
        this.loader = loader;
    }

    /** Process an application, and return what a native image is told of it. */
    static RuntimeHints hints(Class<?> application, String... properties) {
        DefaultGenerationContext generation = generation(application, new InMemoryGeneratedFiles());
        process(application, generation, properties);
        return generation.getRuntimeHints();
    }

    /** Process an application, and compile what comes of it. */
    static AheadOfTime compiled(Path dir, Class<?> application, String... properties) {
        DefaultGenerationContext generation = generation(application, new FileSystemGeneratedFiles(dir));
        ClassName initializer = process(application, generation, properties);
        generation.writeGeneratedContent();
        try {
            Path classes = Files.createDirectories(dir.resolve("classes"));
            compile(dir.resolve("sources"), classes);
            return new AheadOfTime(initializer, new WebAppClassLoader(classPath(classes), platform()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Call a method with the compiled application in place.
     *
     * @param name a static method that takes the name of the application's initializer, and properties
     */
    @SuppressWarnings("unchecked") // that is what such a method returns
    List<String> call(Class<?> type, String name, String... properties) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Method method = loader.loadClass(type.getName()).getDeclaredMethod(name, String.class, String[].class);
            method.setAccessible(true);
            return (List<String>) method.invoke(null, initializer.canonicalName(), properties);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static DefaultGenerationContext generation(Class<?> application, GeneratedFiles files) {
        return new DefaultGenerationContext(new ClassNameGenerator(ClassName.get(application)), files);
    }

    private static ClassName process(Class<?> application, DefaultGenerationContext generation, String... properties) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(properties).applyTo(context);
            context.register(application);
            return new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
    }

    private static void compile(Path sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> generated = all.filter(Files::isRegularFile).toList();
            String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
            List<String> options = List.of("-proc:none", "-nowarn", "-classpath", classPath, "-d", classes.toString());
            assertThat(compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(generated))
                            .call())
                    .isTrue();
        }
    }

    private static URL[] classPath(Path classes) throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] urls = new URL[entries.length + 1];
        urls[0] = classes.toUri().toURL();
        for (int i = 0; i < entries.length; i++) {
            urls[i + 1] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    private static ClassLoader platform() {
        return ClassLoader.getPlatformClassLoader();
    }
}
