package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reached because objects are there: how they are made, and what others than the step may do with them. */
class ObjectReachTests {

    @TempDir
    private Path folder;

    private Set<String> reached(String... sources) throws Exception {
        return SampleApplication.reached(folder, sources);
    }

    @Test
    void whatTheContainerCallsOnTheStepsOwnClassIsReached() throws Exception {
        assertThat(reached(
                        "import java.lang.annotation.*;\n"
                                + "public class Step extends Base implements Runnable { int max; public int run(int a) { return max; }"
                                + " public void run() { Names.own(); } @PostConstruct void init() { max = 1; } void other() { } }"
                                + "\n@Retention(RetentionPolicy.RUNTIME)\n@interface PostConstruct { }",
                        "class Base { @PostConstruct void open() { } void close() { } }",
                        "class Names { static void own() { } }"))
                .contains("Step.init", "Base.open", "Step.run", "Names.own")
                .doesNotContain("Step.other", "Base.close");
    }

    @Test
    void gettersOfAClassThatIsOnlyCalledAreNotReached() throws Exception {
        assertThat(reached("public class Step { public int run() { return 1; } public int getOther() { return 2; }"
                        + " @Override public String toString() { return \"\"; } }"))
                .containsExactlyInAnyOrder("Step", "Step.<init>", "Step.run");
    }

    @Test
    void loggerDoesNotMakeAClassData() throws Exception {
        assertThat(reached(
                        "public class Step { private static final Object LOG = Logs.of(Step.class);"
                                + " public int run() { return LOG.hashCode(); } public int getOther() { return 2; } }",
                        "class Logs { static Object of(Class<?> type) { return type.getName(); } }"))
                .contains("Step.<clinit>", "Logs.of")
                .doesNotContain("Step.getOther");
    }

    @Test
    void classLiteralOfAnotherClassMakesItData() throws Exception {
        assertThat(reached(
                        "public class Step { public Object run() { return Row.class; } }",
                        "class Row { int max; public int getMax() { return max; } void work() { } }"))
                .contains("Row", "Row.getMax", "Row.<init>")
                .doesNotContain("Row.work");
    }

    @Test
    void typesOfTheFieldsOfDataAreDataThemselves() throws Exception {
        assertThat(reached(
                        "public class Step { public Object run() { return new Order(); } }",
                        "class Order { List<Line> lines; }",
                        "class Line { public int getPrice() { return 1; } }"))
                .contains("Order", "Line", "Line.getPrice");
    }

    @Test
    void callbacksOfALibraryThatCannotBeReadMayBeAnyMethod() throws Exception {
        CompiledSources all = CompiledSources.of(SampleApplication.withPackage(
                "public class Step { public Object run() { return new Task(); } }",
                "class Task extends org.lib.Base { public void work() { } private void hidden() { } }",
                "package org.lib;\npublic class Base { }"));
        all.writeTo(folder);
        Files.delete(folder.resolve("org/lib/Base.class"));

        assertThat(SampleApplication.reachedBy(SampleApplication.loaderOf(folder)))
                .contains("Task.work")
                .doesNotContain("Task.hidden");
    }

    @Test
    void beanMethodIsReachedWhereItsBeanIsUsedAndNotWhereAnotherIs() throws Exception {
        assertThat(reached(
                        "public class Step { Helper helper; public int run() { return helper.help(); } }",
                        "interface Helper { int help(); }",
                        "class Real implements Helper { public int help() { return 1; } }",
                        "class Other { }",
                        "class Config { @Bean Helper helper() { return new Real(); } @Bean Other other() { return new Other(); } }",
                        "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME)\n@interface Bean { }"))
                .contains("Config.helper", "Config.<init>")
                .doesNotContain("Config.other", "Other.<init>");
    }

    @Test
    void beansThatAConstructorIsGivenCountOnlyWhereTheyAreUsed() throws Exception {
        assertThat(reached(
                        "public class Step { private final Used used; private final Kept kept;"
                                + " Step(Used used, Kept kept) { this.used = used; this.kept = kept; } public int run() { return used.get(); } }",
                        "package org.springframework.stereotype;\nimport java.lang.annotation.*;\n"
                                + "@Retention(RetentionPolicy.RUNTIME)\npublic @interface Service { }",
                        "@org.springframework.stereotype.Service\nclass Used { int get() { return 1; } }",
                        "@org.springframework.stereotype.Service\nclass Kept { int get() { return 1; } }"))
                .contains("Used.get", "Used.<init>")
                .doesNotContain("Kept.<init>", "Kept");
    }

    @Test
    void usesOfAnAnnotationCountWhereItIsNamed() throws Exception {
        assertThat(reached(
                        "public class Step { public Object run(Class<?> type) { return type.isAnnotationPresent(Mark.class); } }",
                        "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME)\n@interface Mark { int value(); }",
                        "@Mark(1)\nclass Marked { }",
                        "class Unmarked { }"))
                .contains("Marked")
                .doesNotContain("Unmarked");
    }
}
