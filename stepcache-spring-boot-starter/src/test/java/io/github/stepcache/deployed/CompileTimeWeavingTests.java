package io.github.stepcache.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.ApplicationCode;
import io.github.stepcache.code.CodeFingerprint;
import io.github.stepcache.code.CodeScope;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.aspectj.bridge.MessageHandler;
import org.aspectj.tools.ajc.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AspectJ's compiler moves the code of woven methods elsewhere in their class files, so that it is other code than unwoven.
 * No change of it goes unseen, and none is seen where there is none.
 */
class CompileTimeWeavingTests {

    private static final String TRACING = """
            package com.acme;

            import org.aspectj.lang.ProceedingJoinPoint;
            import org.aspectj.lang.annotation.Around;
            import org.aspectj.lang.annotation.Aspect;

            @Aspect
            public class Tracing {
                @Around("execution(* com.acme.Dictionary.*(..)) || execution(* com.acme.Rules.*(..))")
                public Object trace(ProceedingJoinPoint call) throws Throwable {
                    String before = "before";
                    return before.isEmpty() ? null : call.proceed();
                }
            }
            """;

    private final SampleSources sources = new SampleSources(withTracing());

    @TempDir
    private Path dir;

    private static Map<String, String> withTracing() {
        Map<String, String> texts = new TreeMap<>(new SampleSources().texts());
        texts.put("Tracing", TRACING);
        return texts;
    }

    private CodeFingerprint woven(SampleSources version) throws Exception {
        Path build = Files.createTempDirectory(dir, "woven");
        List<String> arguments = new ArrayList<>(List.of("-17", "-parameters", "-nowarn", "-proc:none"));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        arguments.addAll(List.of("-d", build.resolve("classes").toString()));
        version.write(build.resolve("sources")).forEach(file -> arguments.add(file.toString()));
        MessageHandler messages = new MessageHandler();
        new Main().run(arguments.toArray(String[]::new), messages);
        assertThat(messages.getErrors()).isEmpty();
        return code(build.resolve("classes"));
    }

    private CodeFingerprint unwoven() throws Exception {
        return code(sources.compile(Files.createTempDirectory(dir, "plain").resolve("classes")));
    }

    private static CodeFingerprint code(Path classes) throws IOException, ReflectiveOperationException {
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, CompileTimeWeavingTests.class.getClassLoader())) {
            Class<?> type = loader.loadClass("com.acme.Dictionary");
            CodeFingerprint code = ApplicationCode.of(loader, Set.of("com.acme"))
                    .fingerprint(type, type.getMethod("profile"), CodeScope.CALLS);
            assertThat(code.problems()).isEmpty();
            return code;
        }
    }

    @Test
    void sameSourcesAreTheSameCode() throws Exception {
        assertThat(woven(sources)).isEqualTo(woven(sources)).isNotEqualTo(unwoven());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Dictionary, !label.isEmpty(), label.length() > 1",
                "Dictionary, \"ant\", \"dog\"",
                "Rules, \"short\", \"small\"",
                "Kind, LIMIT = 4, LIMIT = 2",
                "Tracing, \"before\", \"earlier\"",
            })
    void changeIsSeen(String type, String old, String changed) throws Exception {
        assertThat(woven(sources.with(type, old, changed))).isNotEqualTo(woven(sources));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Unrelated, return 1, return 2",
                "Dictionary, \"something else\", \"other\"",
                "Rules, import, /* a comment */ import",
            })
    void whatIsNoChangeOfTheStepIsNone(String type, String old, String changed) throws Exception {
        assertThat(woven(sources.with(type, old, changed))).isEqualTo(woven(sources));
    }
}
