package io.github.stepcache.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.decision.Decision;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources of the class path as inputs, in folders and in jars: what changes there runs the step. */
class ClassPathInputTests {

    private static final String[] RULES = {
        "rules/a.yaml=1", "rules/sub/b.yaml=2", "rules/sub/\u00e9 #%41.yaml=3", "rules/c.txt=4", "other/d.yaml=5"
    };

    private Path dir = Path.of("");

    @BeforeEach
    void setUp(@TempDir Path directory) throws IOException {
        dir = directory.toRealPath();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"classpath:rules/*.yaml", "classpath*:rules/*.yaml", "classpath:rules", "classpath:rules/a.yaml"
            })
    void changedFileInAFolderRunsTheStep(String location) throws Exception {
        try (URLClassLoader classPath = Jars.classPath(Jars.unpacked(dir.resolve("classes"), RULES))) {
            ResourceStep step = ResourceStep.in(dir.resolve("base"), location).on(classPath);
            assertThat(step.run(() -> {}).remembered()).isTrue();
            assertThat(step.isSkipped()).isTrue();

            Files.writeString(dir.resolve("classes/rules/a.yaml"), "2");

            assertThat(step.decision().describe()).contains("input \"classpath://rules/a.yaml\" changed");
        }
    }

    @Test
    void whatOneContextHasFoundIsSearchedForAgain() throws Exception {
        Path folder = Jars.unpacked(dir.resolve("classes"), RULES);
        try (URLClassLoader classPath = Jars.classPath(folder, dir.resolve("classes2/"))) {
            ResourceStep.in(dir.resolve("base"), "classpath*:rules/**/*.yaml")
                    .on(classPath)
                    .contexts(() -> {})
                    .run(context -> {
                        Decisions decisions = context.getBean(Decisions.class);
                        ResourceStep.Step step = context.getBean(ResourceStep.Step.class);
                        step.run();
                        step.run();
                        assertThat(decisions.last().isFresh()).isTrue();

                        Jars.unpacked(folder, "rules/new/e.yaml=1");
                        step.run();
                        assertThat(decisions.last().describe()).contains("\"classpath://rules/new/e.yaml\" was added");

                        Files.delete(folder.resolve("rules/new/e.yaml"));
                        step.run();
                        assertThat(decisions.last().describe())
                                .contains("\"classpath://rules/new/e.yaml\" was removed");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:rules/**/*.yaml",
                "classpath*:rules/**/*.yaml",
                "classpath*:**/*.yaml",
                "classpath:rules",
                "classpath*:rules",
                "classpath:rules/",
                "classpath:/rules/*.yaml",
                "classpath:rules/a.yaml",
                "classpath*:rules/a.yaml"
            })
    void jarAndFolderAreOne(String location) throws Exception {
        ResourceStep step = ResourceStep.in(dir.resolve("base"), location);
        String[] files = {"rules/a.yaml=1", "rules/sub/b.yaml=2", "rules/sub/\u00e9 #.yaml=3", "rules/.d.yaml=4"};
        SortedMap<String, String> inFolder;
        try (URLClassLoader classPath = Jars.classPath(Jars.unpacked(dir.resolve("classes"), files))) {
            assertThat(step.on(classPath).run(() -> {}).remembered()).isTrue();
            inFolder = step.hashes();
        }
        try (URLClassLoader classPath = Jars.classPath(Jars.write(dir.resolve("rules.jar"), files))) {
            assertThat(step.on(classPath).decision().reasons()).isEmpty();
            assertThat(step.on(classPath).isSkipped()).isTrue();
        }
        try (URLClassLoader classPath = Jars.classPath(Jars.write(dir.resolve("next.jar"), "rules/a.yaml=other"))) {
            assertThat(step.on(classPath).decision().describe()).contains("input \"classpath://rules/a.yaml\" changed");
        }
        assertThat(inFolder.keySet())
                .contains("classpath://rules/a.yaml")
                .allMatch(key -> key.startsWith("classpath://rules/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"classpath:rules/a.yaml", "classpath:rules/*.yaml", "classpath*:rules/*.yaml", "classpath:rules"
            })
    void jarThatIsReplacedWhileItIsOpenIsNeverFresh(String location) throws Exception {
        Path jar = Jars.write(dir.resolve("rules.jar"), "rules/a.yaml=1");
        try (URLClassLoader classPath = Jars.classPath(jar)) {
            ResourceStep step = ResourceStep.in(dir.resolve("base"), location).on(classPath);
            assertThat(step.run(() -> {}).remembered()).isTrue();

            Jars.write(jar, "rules/a.yaml=changed");

            assertThat(step.decision().describe()).contains(JarContent.REPLACED);
            assertThat(step.run(() -> {}).remembered()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules/*.yaml", "rules/a.yaml", "rules", ""})
    void replacedJarThatIsNotOnTheClassPathIsNoticed(String below) {
        Path jar = Jars.write(dir.resolve("data.jar"), "rules/a.yaml=1");
        ResourceStep step = ResourceStep.in(dir.resolve("base"), "jar:" + jar.toUri() + "!/" + below);
        assertThat(step.run(() -> {}).remembered()).isTrue();
        assertThat(step.isSkipped()).isTrue();

        Jars.write(jar, "rules/a.yaml=2", "rules/b.yaml=2");

        assertThat(step.isSkipped()).isFalse();
    }

    @Test
    void filesOfOneNameAllCountInTheOrderOfTheClassPath() throws Exception {
        Path first = Jars.write(dir.resolve("1.jar"), "rules/a.yaml=first");
        Path second = Jars.unpacked(dir.resolve("2"), "rules/a.yaml=second");
        ResourceStep step = ResourceStep.in(dir.resolve("base"), "classpath*:rules/*.yaml");
        try (URLClassLoader classPath = Jars.classPath(first, second)) {
            assertThat(step.on(classPath).run(() -> {}).remembered()).isTrue();
            assertThat(step.hashes()).containsOnlyKeys("classpath://rules/a.yaml", "classpath:2//rules/a.yaml");
            assertThat(step.on(classPath).isSkipped()).isTrue();
            Files.writeString(second.resolve("rules/a.yaml"), "changed");
            assertThat(step.on(classPath).decision().describe()).contains("\"classpath:2//rules/a.yaml\" changed");
            Files.writeString(second.resolve("rules/a.yaml"), "second");
            step.on(classPath).run(() -> {});
        }
        try (URLClassLoader classPath = Jars.classPath(second, first)) {
            assertThat(step.on(classPath).isSkipped()).isFalse();
        }
        try (URLClassLoader classPath = Jars.classPath(second)) {
            assertThat(step.on(classPath).decision().describe()).contains("\"classpath:2//rules/a.yaml\" was removed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classpath:nosuch.yaml",
                "classpath:nosuch/*.yaml",
                "classpath*:nosuch.yaml",
                "classpath*:nosuch/**/*.yaml",
                "classpath:rules/*.nosuch",
                "classpath*:rules/*.nosuch"
            })
    void nothingIsNeverFresh(String location) throws Exception {
        try (URLClassLoader folder = Jars.classPath(Jars.unpacked(dir.resolve("classes"), RULES));
                URLClassLoader jar = Jars.classPath(Jars.write(dir.resolve("rules.jar"), RULES))) {
            for (ClassLoader classPath : new ClassLoader[] {folder, jar}) {
                ResourceStep step =
                        ResourceStep.in(dir.resolve("base"), location).on(classPath);
                assertThat(step.run(() -> {}).remembered()).isFalse();
                assertThat(step.decision().isFresh()).isFalse();
                assertThat(step.decision().describe()).contains("\"" + location + "\"");
            }
        }
    }

    @Test
    void folderThatCannotBeSearchedIsNeverFreshThoughAnotherHasAMatch() throws Exception {
        Path one = Jars.unpacked(dir.resolve("1"), "rules/a.yaml=1");
        Path two = Jars.unpacked(dir.resolve("2"), "rules/sub/b.yaml=1");
        try (URLClassLoader classPath = Jars.classPath(one, two)) {
            ResourceStep step = ResourceStep.in(dir.resolve("base"), "classpath*:rules/**/*.yaml")
                    .on(classPath);
            step.run(() -> {});
            assertThat(step.isSkipped()).isTrue();
            Files.createSymbolicLink(two.resolve("rules/sub/back"), two.resolve("rules"));

            Decision decision = step.decision();

            assertThat(decision.describe()).contains("\"classpath://rules/sub/back\" cannot be read");
            assertThat(step.run(() -> {}).remembered()).isFalse();
        }
    }

    @Test
    void folderWithAStrangeNameIsSearched() throws Exception {
        Path folder = Jars.unpacked(dir.resolve("a[1] {b} *%41"), "rules/a.yaml=1");
        try (URLClassLoader classPath = Jars.classPath(folder)) {
            ResourceStep step = ResourceStep.in(dir.resolve("base"), "classpath:rules/*.yaml")
                    .on(classPath);
            assertThat(step.run(() -> {}).remembered()).isTrue();
            Files.writeString(folder.resolve("rules/a.yaml"), "2");
            assertThat(step.isSkipped()).isFalse();
        }
    }

    @Test
    void changeWhileTheStepRunsIsNotRemembered() throws Exception {
        Path folder = Jars.unpacked(dir.resolve("classes"), RULES);
        Path file = folder.resolve("rules/a.yaml");
        try (URLClassLoader classPath = Jars.classPath(folder)) {
            for (String location : new String[] {"classpath:rules/a.yaml", "classpath*:rules/*.yaml"}) {
                ResourceStep step =
                        ResourceStep.in(dir.resolve("base"), location).on(classPath);
                assertThat(step.run(() -> Jars.unpacked(folder, "rules/a.yaml=during " + location))
                                .remembered())
                        .isFalse();
                assertThat(step.run(() -> {
                                    Jars.unpacked(folder, "rules/a.yaml=there");
                                    Jars.unpacked(folder, "rules/a.yaml=during " + location);
                                })
                                .remembered())
                        .as("changed back")
                        .isFalse();
                Files.delete(file);
                Files.writeString(file, "1");
            }
        }
    }
}
