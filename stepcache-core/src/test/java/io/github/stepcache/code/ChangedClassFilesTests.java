package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed after the application had been loaded must not be recorded for what ran. */
class ChangedClassFilesTests {

    private static final String[] SOURCES = {
        "public class Step { public int run() { return 1; } }", "class Other { int other() { return 1; } }",
    };

    @TempDir
    private Path folder;

    private static List<String> problems(Instant loadedSince, CodeScope scope, Path place) throws Exception {
        try (URLClassLoader loader = SampleApplication.loaderOf(place)) {
            ApplicationCode code = ApplicationCode.builder(loader)
                    .packages(Set.of("com.acme"))
                    .loadedSince(loadedSince)
                    .build();
            return SampleApplication.fingerprint(code, loader, scope).problems();
        }
    }

    private static Instant changeOf(Path file) throws IOException {
        return ((FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toInstant();
    }

    private static Instant lastChangeBelow(Path start) throws IOException {
        Instant last = Instant.MIN;
        try (Stream<Path> all = Files.walk(start)) {
            for (Path file : all.toList()) {
                last = last.isAfter(changeOf(file)) ? last : changeOf(file);
            }
        }
        return last;
    }

    /** Wait until the clock of the file system has gone on, so that whatever changes then, changes later. */
    private Instant afterAllChanges() throws IOException {
        Instant last = lastChangeBelow(folder);
        Path probe = folder.resolve("probe");
        do {
            Files.writeString(probe, "");
            Files.delete(Files.writeString(probe, "more"));
            Files.writeString(probe, "again");
        } while (!changeOf(probe).isAfter(last));
        return changeOf(probe);
    }

    @Test
    void filesThatWereReadAreLookedAtAgain() throws Exception {
        Path classes = folder.resolve("classes");
        SampleApplication.loader(classes, SOURCES).close();
        try (URLClassLoader loader = SampleApplication.loaderOf(classes)) {
            ApplicationCode code = ApplicationCode.builder(loader)
                    .packages(Set.of("com.acme"))
                    .loadedSince(afterAllChanges())
                    .build();
            assertThat(SampleApplication.fingerprint(code, loader, CodeScope.CALLS)
                            .problems())
                    .isEmpty();
            assertThat(code.check().problem()).isEmpty();

            Path helper = classes.resolve("com/acme/Other.class");
            Files.write(helper, Files.readAllBytes(helper));
            assertThat(code.check().problem()).get().asString().contains("Other.class", "restart");
            assertThat(SampleApplication.fingerprint(code, loader, CodeScope.CALLS)
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void classFilesThatAreOlderThanTheApplicationAreBelieved() throws Exception {
        Path classes = folder.resolve("classes");
        SampleApplication.loader(classes, SOURCES).close();

        assertThat(problems(afterAllChanges(), CodeScope.CALLS, classes)).isEmpty();
    }

    @Test
    void classFileWrittenAnewIsAProblemThoughItsTimeIsOld() throws Exception {
        Path classes = folder.resolve("classes");
        SampleApplication.loader(classes, SOURCES).close();
        Instant started = afterAllChanges();
        Path file = classes.resolve("com/acme/Step.class");
        Files.write(file, Files.readAllBytes(file));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));

        assertThat(problems(started, CodeScope.CALLS, classes)).anyMatch(problem -> problem.contains("Step.class"));
        assertThat(problems(started, CodeScope.METHOD, classes)).anyMatch(problem -> problem.contains("Step.class"));
    }

    /** Before, it may have been a subclass of anything. */
    @Test
    void anyChangedClassFileIsAProblemForCallsButNotForTheMethodAlone() throws Exception {
        Path classes = folder.resolve("classes");
        SampleApplication.loader(classes, SOURCES).close();
        Instant started = afterAllChanges();
        Path file = classes.resolve("com/acme/Other.class");
        Files.write(file, Files.readAllBytes(file));

        assertThat(problems(started, CodeScope.CALLS, classes)).anyMatch(problem -> problem.contains("Other.class"));
        assertThat(problems(started, CodeScope.METHOD, classes)).isEmpty();
    }

    @Test
    void deletedClassFileIsAProblem() throws Exception {
        Path classes = folder.resolve("classes");
        SampleApplication.loader(classes, SOURCES).close();
        Instant started = afterAllChanges();
        Files.delete(classes.resolve("com/acme/Other.class"));

        assertThat(problems(started, CodeScope.CALLS, classes)).anyMatch(problem -> problem.contains("acme"));
    }

    @Test
    void replacedJarIsAProblem() throws Exception {
        Path jar = SampleJar.of(folder.resolve("app.jar"), SOURCES);
        Instant started = afterAllChanges();
        assertThat(problems(started, CodeScope.CALLS, jar)).isEmpty();

        Files.delete(jar);
        SampleJar.of(jar, SOURCES);

        assertThat(problems(started, CodeScope.CALLS, jar)).anyMatch(problem -> problem.contains("app.jar"));
    }
}
