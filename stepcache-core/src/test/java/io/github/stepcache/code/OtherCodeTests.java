package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a source change what a method is. */
class OtherCodeTests {

    @ParameterizedTest
    @MethodSource
    void otherCode(String before, String after) {
        assertThat(StepSource.of(after).method("run").hash())
                .isNotEqualTo(StepSource.of(before).method("run").hash());
    }

    static Stream<Arguments> otherCode() {
        return Stream.of(
                argumentSet("int", "int run() { return 1; }", "int run() { return 2; }"),
                argumentSet("large int", "int run() { return 1234567; }", "int run() { return 1234568; }"),
                argumentSet("long", "long run() { return 1L; }", "long run() { return 7L; }"),
                argumentSet("string", "String run() { return \"a\"; }", "String run() { return \"b\"; }"),
                argumentSet(
                        "lone surrogate",
                        "String run() { return \"\\ud800\"; }",
                        "String run() { return \"\\ud801\"; }"),
                argumentSet(
                        "zero of another sign", "double run() { return 5 * 0.0; }", "double run() { return -0.0; }"),
                argumentSet("float zero", "float run() { return 0.0f; }", "float run() { return -0.0f; }"),
                argumentSet(
                        "numbers of another type",
                        "Object run() { return 100000; }",
                        "Object run() { return 100000L; }"),
                argumentSet(
                        "inlined constant",
                        "static final int SIZE = 3; int run() { return SIZE; }",
                        "static final int SIZE = 4; int run() { return SIZE; }"),
                argumentSet(
                        "inlined string constant",
                        "static final String NAME = \"a\"; String run() { return NAME; }",
                        "static final String NAME = \"b\"; String run() { return NAME; }"),
                argumentSet(
                        "lambda body",
                        "Supplier<String> run() { return () -> \"a\"; }",
                        "Supplier<String> run() { return () -> \"b\"; }"),
                argumentSet(
                        "lambda in a lambda",
                        "Supplier<Supplier<String>> run() { return () -> () -> \"a\"; }",
                        "Supplier<Supplier<String>> run() { return () -> () -> \"b\"; }"),
                argumentSet(
                        "serializable lambda body",
                        "Object run() { return (Supplier<String> & java.io.Serializable) () -> \"a\"; }",
                        "Object run() { return (Supplier<String> & java.io.Serializable) () -> \"b\"; }"),
                argumentSet(
                        "lambda that became serializable",
                        "Object run() { return (Supplier<String>) () -> \"a\"; }",
                        "Object run() { return (Supplier<String> & java.io.Serializable) () -> \"a\"; }"),
                argumentSet(
                        "two lambdas exchanged",
                        "Object run() { Runnable a = () -> m(1); Runnable b = () -> m(2); return List.of(a, b); } void m(int i) { }",
                        "Object run() { Runnable a = () -> m(2); Runnable b = () -> m(1); return List.of(a, b); } void m(int i) { }"),
                argumentSet(
                        "captured variables exchanged",
                        "Supplier<String> run(String a, String b) { return () -> a + b; }",
                        "Supplier<String> run(String a, String b) { return () -> b + a; }"),
                argumentSet(
                        "method reference",
                        "Function<String, Object> run() { return String::length; }",
                        "Function<String, Object> run() { return String::trim; }"),
                argumentSet(
                        "lambda in place of a method reference",
                        "Function<String, Object> run() { return String::length; }",
                        "Function<String, Object> run() { return s -> s.length(); }"),
                argumentSet(
                        "text between in a concatenation",
                        "String run(int a, int b) { return a + \"-\" + b; }",
                        "String run(int a, int b) { return a + \"+\" + b; }"),
                argumentSet(
                        "end of a concatenation",
                        "String run(int a, int b) { return a + \"-\" + b; }",
                        "String run(int a, int b) { return a + \"-\" + b + \"-\"; }"),
                argumentSet(
                        "case of an int switch",
                        "int run(int a) { switch (a) { case 1: return 5; default: return 6; } }",
                        "int run(int a) { switch (a) { case 2: return 5; default: return 6; } }"),
                argumentSet(
                        "case of a dense int switch",
                        "int run(int a) { switch (a) { case 1: return 5; case 2: return 6; case 4: return 7; default: return 8; } }",
                        "int run(int a) { switch (a) { case 1: return 5; case 3: return 6; case 4: return 7; default: return 8; } }"),
                argumentSet(
                        "case of a string switch",
                        "int run(String a) { switch (a) { case \"a\": return 5; default: return 6; } }",
                        "int run(String a) { switch (a) { case \"b\": return 5; default: return 6; } }"),
                argumentSet(
                        "case of a string switch with the same hash code",
                        "int run(String a) { switch (a) { case \"Aa\": return 5; default: return 6; } }",
                        "int run(String a) { switch (a) { case \"BB\": return 5; default: return 6; } }"),
                argumentSet(
                        "case of an enum switch",
                        "int run(TimeUnit u) { switch (u) { case DAYS: return 1; default: return 3; } }",
                        "int run(TimeUnit u) { switch (u) { case HOURS: return 1; default: return 3; } }"),
                argumentSet(
                        "cases of an enum switch exchanged",
                        "int run(TimeUnit u) { return switch (u) { case DAYS -> 1; case HOURS -> 2; default -> 3; }; }",
                        "int run(TimeUnit u) { return switch (u) { case HOURS -> 1; case DAYS -> 2; default -> 3; }; }"),
                argumentSet(
                        "enum switch over another enum with the same constants",
                        "enum A { X } enum B { X } int run(A a, B b) { switch (a) { case X: return 1; } return 2; }",
                        "enum A { X } enum B { X } int run(A a, B b) { switch (b) { case X: return 1; } return 2; }"),
                argumentSet(
                        "case of the step's own enum, and the enum in another order",
                        "enum C { A, B } int run(C c) { switch (c) { case A: return 1; } return 3; }",
                        "enum C { B, A } int run(C c) { switch (c) { case B: return 1; } return 3; }"),
                argumentSet(
                        "switch over ordinals, and the enum in another order",
                        "enum C { A, B } int run(C c) { switch (c.ordinal()) { case 0: return 1; } return 3; }",
                        "enum C { B, A } int run(C c) { switch (c.ordinal()) { case 0: return 1; } return 3; }"),
                argumentSet(
                        "case of an enum switch in a lambda",
                        "Function<TimeUnit, Integer> run() { return u -> switch (u) { case DAYS -> 1; default -> 3; }; }",
                        "Function<TimeUnit, Integer> run() { return u -> switch (u) { case HOURS -> 1; default -> 3; }; }"),
                argumentSet(
                        "type that is caught",
                        "int run() { try { m(); } catch (IllegalStateException e) { return 1; } return 2; } void m() { }",
                        "int run() { try { m(); } catch (IllegalArgumentException e) { return 1; } return 2; } void m() { }"),
                argumentSet(
                        "what is inside a try",
                        "int run() { int i = 1; try { i = m(); } catch (RuntimeException e) { } return i; } int m() { return 1; }",
                        "int run() { int i = 1; try { } catch (RuntimeException e) { } i = m(); return i; } int m() { return 1; }"),
                argumentSet(
                        "end of a try",
                        "void run() { try { m(); m(); } catch (RuntimeException e) { } } void m() { }",
                        "void run() { try { m(); } catch (RuntimeException e) { return; } m(); } void m() { }"),
                argumentSet(
                        "arguments exchanged",
                        "int run(int a, int b) { return m(a, b); } int m(int a, int b) { return a; }",
                        "int run(int a, int b) { return m(b, a); } int m(int a, int b) { return a; }"),
                argumentSet(
                        "overload",
                        "void run() { m(1); } void m(int a) { } void m(long a) { }",
                        "void run() { m(1L); } void m(int a) { } void m(long a) { }"),
                argumentSet(
                        "argument of an anonymous class",
                        "Object run() { return new ArrayList<String>(3) { }; }",
                        "Object run() { return new ArrayList<String>(4) { }; }"),
                argumentSet(
                        "first and second anonymous class exchanged",
                        "Object run() { Object a = new Object() { }; Object b = new Object() { }; return a; }",
                        "Object run() { Object a = new Object() { }; Object b = new Object() { }; return b; }"),
                argumentSet("increment", "int run(int i) { i++; return i; }", "int run(int i) { i += 2; return i; }"),
                argumentSet(
                        "variable that is incremented",
                        "int run(int i, int j) { i++; return i; }",
                        "int run(int i, int j) { j++; return i; }"),
                argumentSet(
                        "dimensions of an array",
                        "Object run() { return new int[2][3][]; }",
                        "Object run() { return new int[2][3][4]; }"),
                argumentSet(
                        "dimensions that are filled",
                        "Object run(int a) { return new int[a][a][]; }",
                        "Object run(int a) { return new int[a][][]; }"),
                argumentSet(
                        "array type", "Object run() { return new int[2]; }", "Object run() { return new long[2]; }"),
                argumentSet(
                        "type of a cast",
                        "Object run(Object o) { return (Integer) o; }",
                        "Object run(Object o) { return (Long) o; }"),
                argumentSet(
                        "class literal",
                        "Object run() { return String.class; }",
                        "Object run() { return Integer.class; }"),
                argumentSet(
                        "class literal of an array",
                        "Object run() { return String.class; }",
                        "Object run() { return String[].class; }"),
                argumentSet(
                        "target of a jump",
                        "int run(int a) { while (a > 3) { a--; if (a == 7) { continue; } a--; } return a; }",
                        "int run(int a) { while (a > 3) { a--; if (a == 7) { break; } a--; } return a; }"),
                argumentSet(
                        "comparison", "boolean run(int a) { return a < 3; }", "boolean run(int a) { return a <= 3; }"),
                argumentSet("field", "int a; int b; int run() { return a; }", "int a; int b; int run() { return b; }"),
                argumentSet("static", "int run() { return 1; }", "static int run() { return 1; }"),
                argumentSet("synchronized", "int run() { return 1; }", "synchronized int run() { return 1; }"),
                argumentSet("native", "native int run();", "int run() { return 1; }"),
                argumentSet(
                        "generic return type",
                        "List<String> run() { return null; }",
                        "List<Integer> run() { return null; }"),
                argumentSet(
                        "method of a superclass",
                        "String run() { return super.toString(); }",
                        "String run() { return toString(); }"),
                argumentSet(
                        "assertion",
                        "int run(int i) { assert i > 3; return i; }",
                        "int run(int i) { assert i > 4; return i; }"));
    }
}
