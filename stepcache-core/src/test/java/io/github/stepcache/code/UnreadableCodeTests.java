package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that cannot be read is a problem, and never an exception; and who asks at the same time gets the same answer. */
class UnreadableCodeTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws Exception {
        SampleApplication.loader(
                        folder,
                        "public class Step { public int run() { return Helper.help(); } }",
                        "class Helper { static int help() { return 1; } }",
                        "class Other { static int other() { return 1; } }")
                .close();
    }

    private CodeFingerprint fingerprint(CodeScope scope) throws Exception {
        try (URLClassLoader loader = SampleApplication.loaderOf(folder)) {
            return SampleApplication.fingerprint(loader, scope);
        }
    }

    private Path file(String name) {
        return folder.resolve("com/acme/" + name + ".class");
    }

    /** Put the number of a Java version of the far future into a class file. */
    private void setVersion(Path file, int version) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = (byte) version;
        Files.write(file, bytes);
    }

    @Test
    void damagedClassFileIsAProblemForCallsAndNotForTheMethodAlone() throws Exception {
        Files.write(file("Other"), new byte[] {1, 2, 3});

        assertThat(fingerprint(CodeScope.CALLS).problems()).anyMatch(problem -> problem.contains("com.acme.Other"));
        assertThat(fingerprint(CodeScope.METHOD).problems()).isEmpty();
    }

    @Test
    void truncatedClassFileIsAProblem() throws Exception {
        byte[] bytes = Files.readAllBytes(file("Helper"));
        Files.write(file("Helper"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(fingerprint(CodeScope.CALLS).problems()).anyMatch(problem -> problem.contains("com.acme.Helper"));
    }

    @Test
    void classFileThatIsTooNewIsAProblemOnlyWhereItsCodeIsReached() throws Exception {
        setVersion(file("Other"), 120);
        assertThat(fingerprint(CodeScope.CALLS).problems()).isEmpty();

        setVersion(file("Helper"), 120);
        assertThat(fingerprint(CodeScope.CALLS).problems()).anyMatch(problem -> problem.contains("com.acme.Helper"));
    }

    @Test
    void classWithoutAClassFileIsAProblem() throws Exception {
        try (URLClassLoader loader = SampleApplication.loaderOf(folder)) {
            Class<?> step = loader.loadClass("com.acme.Step");
            Files.delete(file("Step"));

            CodeFingerprint fingerprint = ApplicationCode.of(loader, Set.of("com.acme"))
                    .fingerprint(step, step.getMethod("run"), CodeScope.METHOD);

            assertThat(fingerprint.kind()).isEqualTo("method 1");
            assertThat(fingerprint.problems()).anyMatch(problem -> problem.contains("com.acme.Step.run"));
        }
    }

    @Test
    void methodAloneHasNothingOfWhatItCalls() throws Exception {
        assertThat(fingerprint(CodeScope.METHOD).methods()).containsOnlyKeys("com.acme.Step.run");
        assertThat(fingerprint(CodeScope.NONE)).isEqualTo(CodeFingerprint.none());
    }

    @Test
    void packageOfTheStepCountsWithoutItsSubpackages() throws Exception {
        try (URLClassLoader loader = SampleApplication.loader(
                folder.resolve("more"),
                "public class Step { public int run() { return Helper.help() + com.acme.sub.Sub.help(); } }",
                "class Helper { static int help() { return 1; } }",
                "package com.acme.sub;\npublic class Sub { public static int help() { return 1; } }")) {
            CodeFingerprint fingerprint = SampleApplication.fingerprint(
                    ApplicationCode.of(loader, Set.of("org.other")), loader, CodeScope.CALLS);

            assertThat(fingerprint.problems()).isEmpty();
            assertThat(fingerprint.methods())
                    .containsKey("com.acme.Helper.help")
                    .doesNotContainKey("com.acme.sub.Sub.help");
        }
    }

    @Test
    void threadsThatAskAtOnceGetTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (URLClassLoader loader = SampleApplication.loaderOf(folder)) {
            ApplicationCode code = ApplicationCode.of(loader, Set.of("com.acme"));
            CyclicBarrier start = new CyclicBarrier(2);
            Callable<CodeFingerprint> ask = () -> {
                start.await();
                return SampleApplication.fingerprint(code, loader, CodeScope.CALLS);
            };
            Future<CodeFingerprint> first = threads.submit(ask);
            Future<CodeFingerprint> second = threads.submit(ask);

            assertThat(first.get()).isSameAs(second.get()).isEqualTo(fingerprint(CodeScope.CALLS));
        } finally {
            threads.shutdownNow();
        }
    }
}
