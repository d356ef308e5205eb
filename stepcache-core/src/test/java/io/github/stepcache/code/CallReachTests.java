package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which methods a call reaches, and which it does not. */
class CallReachTests {

    @TempDir
    private Path folder;

    private Set<String> reached(String... sources) throws Exception {
        return SampleApplication.reached(folder, sources);
    }

    @Test
    void helperTwoCallsAwayIsReachedAndItsNeighbourIsNot() throws Exception {
        assertThat(reached(
                        "public class Step { public int run() { return A.one(); } public int other() { return 3; } }",
                        "class A { static int one() { return B.two(); } static int unused() { return C.three(); } }",
                        "class B { static int two() { return 2; } }",
                        "class C { static int three() { return 3; } }"))
                .containsExactlyInAnyOrder("Step", "Step.<init>", "Step.run", "A.one", "B.two");
    }

    @Test
    void overridesOfAnAbstractMethodAreReachedWithTheirConstructors() throws Exception {
        assertThat(
                        reached(
                                "public class Step { private final Shape shape = null; public int run() { return shape.area(); } }",
                                "interface Shape { int area(); }",
                                "class Square implements Shape { Square() { } public int area() { return 4; } int side() { return 2; } }"))
                .contains("Shape.area", "Square.area", "Square.<init>")
                .doesNotContain("Square.side");
    }

    @Test
    void defaultOfTheMostSpecificInterfaceIsReached() throws Exception {
        assertThat(reached(
                        "public class Step { public int run() { return new D().m(); } }",
                        "interface A { default int m() { return 1; } }",
                        "interface B extends A { default int m() { return 2; } }",
                        "class D implements A, B { }"))
                .contains("B.m")
                .doesNotContain("A.m");
    }

    @Test
    void inheritedMethodThatImplementsAnInterfaceOfTheSubclassIsReached() throws Exception {
        assertThat(reached(
                        "public class Step { public int run(Task task) { return task.go(); } }",
                        "interface Task { int go(); }",
                        "class Base { public int go() { return 1; } }",
                        "class Derived extends Base implements Task { }"))
                .contains("Base.go", "Derived.<init>");
    }

    @Test
    void superCallReachesTheSuperclassOnly() throws Exception {
        assertThat(reached(
                        "public class Step extends Base { public int run() { return super.run(); } }",
                        "class Base { public int run() { return 1; } }",
                        "class Sibling extends Base { public int run() { return 3; } }"))
                .contains("Base.run")
                .doesNotContain("Sibling.run");
    }

    @Test
    void privateMethodIsNotTakenForOneOfASubclass() throws Exception {
        assertThat(reached(
                        "public class Step { public int run() { return m(); } private int m() { return 1; } }",
                        "class Sub extends Step { int m() { return 2; } }"))
                .contains("Step.m")
                .doesNotContain("Sub.m");
    }

    @Test
    void staticMethodIsFoundInTheSuperclassAndHiddenByTheClass() throws Exception {
        assertThat(reached(
                        "public class Step { public int run() { return B.hidden() + B.inherited(); } }",
                        "class A { static int hidden() { return 1; } static int inherited() { return 1; } }",
                        "class B extends A { static int hidden() { return 2; } }"))
                .contains("B.hidden", "A.inherited")
                .doesNotContain("A.hidden");
    }

    @Test
    void genericOverrideIsReachedThroughItsBridge() throws Exception {
        assertThat(
                        reached(
                                "public class Step { public String run(Maker<String> maker) { return maker.make(\"a\"); } }",
                                "interface Maker<T> { T make(T from); }",
                                "class Loud implements Maker<String> { public String make(String from) { return from + \"!\"; } }"))
                .contains("Loud.make");
    }

    @Test
    void callsInCirclesEnd() throws Exception {
        assertThat(
                        reached(
                                "public class Step { public int run() { return even(3) ? 1 : 0; }"
                                        + " boolean even(int n) { return n == 0 || odd(n - 1); } boolean odd(int n) { return n != 0 && even(n - 1); } }"))
                .contains("Step.even", "Step.odd");
    }

    @Test
    void lambdasAndMethodReferencesAreReachedWhereTheyAreMade() throws Exception {
        assertThat(
                        reached(
                                "public class Step { public Object run() { Supplier<String> s = Names::first; return List.of(s, (Runnable) () -> Names.second()); } }",
                                "class Names { static String first() { return \"a\"; } static void second() { } static void third() { } }"))
                .contains("Names.first", "Names.second")
                .doesNotContain("Names.third");
    }

    @Test
    void staticInitialiserIsReachedByStaticMethodsAndFieldsButNotByConstants() throws Exception {
        assertThat(reached(
                        "public class Step { public int run() { return A.m() + B.field + C.CONSTANT; } }",
                        "class A { static int a = Integer.getInteger(\"a\"); static int m() { return 1; } }",
                        "class B { static int field = Integer.getInteger(\"b\"); }",
                        "class C { static final int CONSTANT = 1; static int c = Integer.getInteger(\"c\"); }"))
                .contains("A.<clinit>", "B.<clinit>", "B.field")
                .doesNotContain("C.<clinit>", "A.a");
    }
}
