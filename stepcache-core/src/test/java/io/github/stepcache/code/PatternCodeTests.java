package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Patterns, as far as the compiler at hand has them, and names of parameters, which are known only on request. */
class PatternCodeTests {

    @ParameterizedTest
    @MethodSource
    void otherCode(String before, String after) {
        assertThat(StepSource.of(after).method("run").hash())
                .isNotEqualTo(StepSource.of(before).method("run").hash());
    }

    static Stream<Arguments> otherCode() {
        Stream<Arguments> everywhere = Stream.of(argumentSet(
                "pattern of an instanceof",
                "int run(Object o) { return o instanceof String s ? s.length() : 0; }",
                "int run(Object o) { return o instanceof StringBuilder s ? s.length() : 0; }"));
        return Runtime.version().feature() < 21 ? everywhere : Stream.concat(everywhere, switches());
    }

    private static Stream<Arguments> switches() {
        String types = " record A(int i, Object o) { } record B(int i, Object o) { } enum C { ONE, TWO }";
        return Stream.of(
                        argumentSet("type of a case", "case A a -> 1;", "case B b -> 1;"),
                        argumentSet(
                                "guard of a case", "case A a when a.i() > 3 -> 1;", "case A a when a.i() > 4 -> 1;"),
                        argumentSet(
                                "component of a case",
                                "case A(int i, String s) -> 1;",
                                "case A(int i, Integer s) -> 1;"),
                        argumentSet("constant of a case", "case C.ONE -> 1;", "case C.TWO -> 1;"),
                        argumentSet(
                                "text of a case", "case String s when s.equals(\"a\") -> 1;", "case String s -> 1;"),
                        argumentSet("case of null", "case null -> 1;", "case C c -> 1;"),
                        argumentSet(
                                "order of cases",
                                "case A a when a.i() > 3 -> 1; case A a when a.i() > 4 -> 2;",
                                "case A a when a.i() > 4 -> 2; case A a when a.i() > 3 -> 1;"))
                .map(Arguments::get)
                .map(cases -> Arguments.of(wrapped(cases[0], types), wrapped(cases[1], types)));
    }

    private static String wrapped(Object cases, String types) {
        return "int run(Object o) { return switch (o) { " + cases + " default -> 0; }; }" + types;
    }

    @ParameterizedTest
    @MethodSource
    void namesOfParametersCountWhereOthersAskForThem(String before, String after, boolean same) {
        assertThat(hashWithNames(after).equals(hashWithNames(before))).isEqualTo(same);
    }

    static Stream<Arguments> namesOfParametersCountWhereOthersAskForThem() {
        return Stream.of(
                Arguments.of("abstract int run(int a, int b);", "abstract int run(int b, int a);", false),
                Arguments.of(
                        "@Deprecated int run(int a, int b) { return 1; }",
                        "@Deprecated int run(int b, int a) { return 1; }",
                        false),
                Arguments.of("int run(int a) { return a; }", "int run(int b) { return b; }", true));
    }

    private static String hashWithNames(String method) {
        CompiledSources classes =
                CompiledSources.with(List.of("-parameters"), "abstract class Named { " + method + " }");
        ClassNode type = new ClassNode();
        new ClassReader(classes.classes().get("Named")).accept(type, ClassReader.SKIP_FRAMES);
        return MethodCode.of(type, type.methods.get(1), new CodeNames(classes)).hash();
    }
}
