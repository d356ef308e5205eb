package io.github.stepcache.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** A compiled application and its libraries, started in processes of its own in all the ways in which one can be packed. */
final class BuiltApplication {

    private static final String NEEDED =
            "(spring-(aop|beans|boot|boot-autoconfigure|context|core|expression)|aspectjweaver"
                    + "|jackson-(annotations|core|databind)|slf4j-api|logback-(classic|core)|asm(-tree)?|commons-logging"
                    + "|jspecify|snakeyaml|micrometer-(commons|observation))-\\d.*\\.jar";

    private final Path dir;
    private final Path classes;
    private final List<Path> libraries;

    BuiltApplication(Path dir, Path classes) throws IOException {
        this.dir = dir;
        this.classes = classes;
        this.libraries = libraries(Files.createDirectories(dir.resolve("lib")));
    }

    /** What is needed of the class path of the tests; the modules of this build, which are folders, become jars. */
    private static List<Path> libraries(Path lib) throws IOException {
        List<Path> libraries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path) && path.getFileName().toString().matches(NEEDED)) {
                libraries.add(path);
            } else if (Files.isDirectory(path.resolve("io/github/stepcache")) && path.endsWith("target/classes")) {
                String module = path.getName(path.getNameCount() - 3).toString();
                libraries.add(jar(lib.resolve(module + "-1.0.0-SNAPSHOT.jar"), new Manifest(), path));
            } else if (path.getFileName().toString().matches("stepcache-.*\\.jar")) {
                libraries.add(path);
            }
        }
        return libraries;
    }

    /** Start it from its folder. */
    List<String> run(List<String> options, List<Path> before, String... arguments) throws Exception {
        List<Path> classPath = new ArrayList<>(before);
        classPath.add(classes);
        classPath.addAll(libraries);
        return start(options, join(classPath), SampleSources.MAIN, arguments);
    }

    /** Start it with Spring Boot's devtools, which have its classes a second time. */
    List<String> runWithDevtools(String... arguments) throws Exception {
        return run(List.of(), List.of(onClassPath("spring-boot-devtools-")), arguments);
    }

    /** Start it with AspectJ as the agent of the process. */
    List<String> runWoven(String... arguments) throws Exception {
        Path configuration = Files.createDirectories(dir.resolve("weaving/META-INF"));
        Files.writeString(configuration.resolve("aop.xml"), """
                <aspectj>
                  <aspects>
                    <aspect name="io.github.stepcache.spring.CachedStepAspect"/>
                  </aspects>
                  <weaver options="-showWeaveInfo">
                    <include within="com.acme..*"/>
                    <include within="io.github.stepcache.spring.CachedStepAspect"/>
                  </weaver>
                </aspectj>
                """);
        return run(List.of("-javaagent:" + onClassPath("aspectjweaver-")), List.of(dir.resolve("weaving")), arguments);
    }

    /** Process it ahead of time, as the build plugins do, and start it so. */
    List<String> runAheadOfTime(String... arguments) throws Exception {
        Path generated = Files.createDirectories(dir.resolve("aot/classes"));
        Path sources = dir.resolve("aot/sources");
        String classPath = join(List.of(classes)) + File.pathSeparator + join(libraries);
        start(
                List.of(),
                classPath,
                SpringApplicationAotProcessor.class.getName(),
                SampleSources.MAIN,
                sources.toString(),
                dir.resolve("aot/resources").toString(),
                generated.toString(),
                "com.acme",
                "acme");
        try (Stream<Path> files = Files.walk(sources)) {
            SampleSources.compile(files.filter(Files::isRegularFile).toList(), generated, classPath);
        }
        return run(List.of("-Dspring.aot.enabled=true"), List.of(generated), arguments);
    }

    /** Start it from a jar that holds nothing but its class path, as Surefire does. */
    List<String> runFromManifest(String... arguments) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.concat(Stream.of(classes), libraries.stream())
                                .map(path -> path.toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = jar(dir.resolve("booter-1234.jar"), manifest, Files.createDirectories(dir.resolve("nothing")));
        return start(List.of(), jar.toString(), SampleSources.MAIN, arguments);
    }

    /** Start it from an executable jar. */
    List<String> runExecutable(String... arguments) throws Exception {
        return start(
                List.of(), executable().toString(), "org.springframework.boot.loader.launch.JarLauncher", arguments);
    }

    /** Start it from an executable jar that was unpacked. */
    List<String> runUnpacked(String... arguments) throws Exception {
        Path folder = Files.createDirectories(dir.resolve("unpacked"));
        try (JarFile jar = new JarFile(executable().toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.write(file, jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return start(List.of(), folder.toString(), "org.springframework.boot.loader.launch.JarLauncher", arguments);
    }

    private Path executable() throws IOException {
        Path jar = dir.resolve("acme-1.0.0.jar");
        if (!Files.exists(jar)) {
            Path plain = jar(dir.resolve("plain.jar"), new Manifest(), classes);
            Repackager repackager = new Repackager(plain.toFile());
            repackager.setMainClass(SampleSources.MAIN);
            repackager.repackage(jar.toFile(), libraries -> {
                for (Path library : this.libraries) {
                    libraries.library(new Library(library.toFile(), LibraryScope.COMPILE));
                }
            });
        }
        return jar;
    }

    private List<String> start(List<String> options, String classPath, String main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(dir, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0)
                    .as(Files.readString(output))
                    .isTrue();
            return Files.readAllLines(output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path onClassPath(String prefix) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }

    private static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path jar, Manifest manifest, Path content) throws IOException {
        manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.walk(content, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.sorted().toList()) {
                String name = content.relativize(file).toString().replace('\\', '/');
                if (Files.isDirectory(file) && !name.isEmpty()) {
                    entries.putNextEntry(new JarEntry(name + '/'));
                } else if (Files.isRegularFile(file)) {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }
}
