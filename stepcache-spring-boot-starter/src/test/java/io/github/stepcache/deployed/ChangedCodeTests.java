package io.github.stepcache.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.CodeReason;
import io.github.stepcache.decision.StaleReason;
import io.github.stepcache.spring.Contexts;
import io.github.stepcache.spring.Decisions;
import io.github.stepcache.spring.Workspace;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

/**
 * An application that is changed, compiled and started again over what it left, in class loaders as those of Spring Boot's
 * devtools (issue 6: right both ways).
 */
class ChangedCodeTests {

    private final SampleSources sources = new SampleSources();
    private Workspace work;
    private Path builds;

    @BeforeEach
    void setUp(@TempDir Path dir, @TempDir Path builds) {
        this.work = new Workspace(dir);
        this.builds = builds;
    }

    /** Start what was compiled, do something with it, and return what was decided. */
    private Decisions start(Path classes, Calls calls, String... properties) throws Exception {
        AtomicReference<Decisions> decisions = new AtomicReference<>();
        URL[] urls = {classes.toUri().toURL()};
        // As of the real ones, the parent has the same classes.
        try (URLClassLoader parent = new URLClassLoader(urls, ChangedCodeTests.class.getClassLoader());
                RestartClassLoader loader = new RestartClassLoader(parent, urls)) {
            Contexts.in(work)
                    .withClassLoader(loader)
                    .withBean(loader.loadClass("com.acme.Rules"))
                    .withBean(loader.loadClass("com.acme.Dictionary"))
                    .withPropertyValues(properties)
                    .run(context -> {
                        decisions.set(context.getBean(Decisions.class));
                        Object step = context.getBean(loader.loadClass("com.acme.Profiling"));
                        calls.make(() -> step.getClass().getMethod("profile").invoke(step));
                    });
        }
        return Objects.requireNonNull(decisions.get());
    }

    interface Call {
        void call() throws Exception;
    }

    interface Calls {
        void make(Call call) throws Exception;
    }

    private List<StaleReason> reasons(SampleSources version, String... properties) throws Exception {
        Path classes =
                version.compile(Files.createTempDirectory(builds, "build").resolve("classes"));
        return start(classes, Call::call, properties).last().reasons();
    }

    @Test
    void nothingChangedIsFresh() throws Exception {
        reasons(sources);
        assertThat(reasons(sources)).isEmpty();
    }

    @Test
    void changedHelperIsNamed() throws Exception {
        reasons(sources);
        SampleSources changed = sources.with("Rules", "\"short\"", "\"small\"");
        assertThat(reasons(changed)).containsExactly(new CodeReason.CodeChanged("com.acme.Rules.label"));
        assertThat(work.read("out/words.txt")).isEqualTo("smallsmall");
        assertThat(reasons(changed)).isEmpty();
    }

    @Test
    void changedConstantIsNamedWhereItWasInlined() throws Exception {
        reasons(sources);
        assertThat(reasons(sources.with("Kind", "LIMIT = 4", "LIMIT = 2")))
                .contains(
                        new CodeReason.CodeChanged("com.acme.Kind.of"),
                        new CodeReason.CodeChanged("com.acme.Rules.label"));
    }

    @Test
    void changedLambdaIsNamedByItsMethod() throws Exception {
        reasons(sources);
        assertThat(reasons(sources.with("Dictionary", "!label.isEmpty()", "label.length() > 1")))
                .containsExactly(new CodeReason.CodeChanged("com.acme.Dictionary.profile"));
    }

    @Test
    void whatTheStepDoesNotReachIsNoChange() throws Exception {
        reasons(sources);
        assertThat(reasons(sources.with("Unrelated", "return 1", "return 2"))).isEmpty();
        assertThat(reasons(sources.with("Dictionary", "\"something else\"", "\"other\"")))
                .isEmpty();
        assertThat(reasons(sources.with("Rules", "import", "/* a comment */\n\nimport")))
                .isEmpty();
    }

    @Test
    void methodAloneCountsIfThatIsSaid() throws Exception {
        reasons(sources, "stepcache.code=method");
        assertThat(reasons(sources.with("Rules", "\"short\"", "\"small\""), "stepcache.code=method"))
                .isEmpty();
        assertThat(reasons(sources.with("Dictionary", "!label.isEmpty()", "true"), "stepcache.code=method"))
                .containsExactly(new CodeReason.CodeChanged("com.acme.Dictionary.profile"));
    }

    @Test
    void noCodeCountsIfThatIsSaid() throws Exception {
        reasons(sources);
        SampleSources changed = sources.with("Rules", "\"short\"", "\"small\"");
        assertThat(reasons(changed, "stepcache.code=none")).isEmpty();
        assertThat(reasons(changed)).hasSize(1);
    }

    @Test
    void manifestFromBeforeCodeCountedIsStaleOnce() throws Exception {
        reasons(sources, "stepcache.code=none");
        assertThat(reasons(sources, "stepcache.code=none")).isEmpty();
        assertThat(reasons(sources)).containsExactly(new CodeReason.CodeNotRecorded());
        assertThat(reasons(sources)).isEmpty();
    }

    /** The new class files would vouch for what the old ones, which are loaded, have done. */
    @Test
    void recompiledUnderTheRunningApplicationIsNotRemembered() throws Exception {
        Path classes = sources.compile(builds.resolve("classes"));
        SampleSources changed = sources.with("Rules", "\"short\"", "\"small\"");
        Decisions decisions = start(classes, call -> {
            changed.compile(classes);
            call.call();
            call.call();
        });
        assertThat(decisions.last().reasons())
                .hasAtLeastOneElementOfType(CodeReason.CodeUnreadable.class)
                .anySatisfy(reason -> assertThat(reason.describe()).contains("Rules.class", "restart it"));
        assertThat(decisions.notRemembered()).hasSize(2);

        assertThat(start(classes, Call::call).last().isFresh()).isFalse();
        assertThat(work.read("out/words.txt")).isEqualTo("smallsmall");
        assertThat(start(classes, Call::call).last().isFresh()).isTrue();
    }

    /** A class that is loaded late is another one than was looked at, and what it did looks fresh once the source is put back. */
    @Test
    void recompiledBetweenTwoRunsIsNotRememberedAgain() throws Exception {
        Path classes = sources.compile(builds.resolve("classes"));
        Decisions decisions = start(classes, call -> {
            call.call();
            sources.with("Rules", "\"short\"", "\"small\"").compile(classes);
            work.delete("out/words.txt");
            call.call();
        });
        assertThat(decisions.notRemembered())
                .hasSize(1)
                .first()
                .asString()
                .contains("other code may have run", ".class");

        sources.compile(classes);
        assertThat(start(classes, Call::call).last().isFresh()).isFalse();
    }
}
