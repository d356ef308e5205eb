package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.tree.ClassNode;

/** What counts of a type, besides its methods. */
class TypeCodeTests {

    private static final String ANNOTATIONS = """
            @Retention(RetentionPolicy.RUNTIME) @interface Mark {
                String name() default ""; int[] numbers() default {}; Class<?> type() default Object.class;
                Thread.State state() default Thread.State.NEW; Part[] parts() default {}; double d() default 1; char c() default 'a';
            }
            @Retention(RetentionPolicy.RUNTIME) @interface Part { String value(); }
            @Retention(RetentionPolicy.CLASS) @interface Unseen { int value() default 1; }
            @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.TYPE_USE) @interface Use { int value() default 1; }
            """;

    private static String declaration(String type) {
        return code(type, TypeCode::declaration).hash();
    }

    private static String data(String type) {
        return code(type, TypeCode::data).hash();
    }

    private static String field(String type) {
        return code(type, (node, names) -> TypeCode.field(node, node.fields.get(0), names))
                .hash();
    }

    private static TypeCode code(String type, BiFunction<ClassNode, CodeNames, TypeCode> reader) {
        StepSource source = StepSource.of(type + ANNOTATIONS);
        return reader.apply(source.type("com/acme/Step$T"), source.names());
    }

    @ParameterizedTest
    @MethodSource
    void otherDeclaration(String before, String after) {
        assertThat(declaration(after)).isNotEqualTo(declaration(before));
    }

    static Stream<Arguments> otherDeclaration() {
        return Stream.of(
                argumentSet("superclass", "class T extends Error { }", "class T extends Exception { }"),
                argumentSet("interfaces", "class T { }", "class T implements Cloneable { }"),
                argumentSet("abstract", "class T { }", "abstract class T { }"),
                argumentSet(
                        "argument of the superclass",
                        "class T extends ArrayList<String> { }",
                        "class T extends ArrayList<Long> { }"),
                argumentSet("annotation", "class T { }", "@Mark class T { }"),
                argumentSet("text", "@Mark(name = \"a\") class T { }", "@Mark(name = \"b\") class T { }"),
                argumentSet("array", "@Mark(numbers = {1, 2}) class T { }", "@Mark(numbers = {2, 1}) class T { }"),
                argumentSet("empty array", "@Mark(numbers = {}) class T { }", "@Mark class T { }"),
                argumentSet("class", "@Mark(type = T.class) class T { }", "@Mark(type = T[].class) class T { }"),
                argumentSet(
                        "enum",
                        "@Mark(state = Thread.State.NEW) class T { }",
                        "@Mark(state = Thread.State.BLOCKED) class T { }"),
                argumentSet(
                        "nested annotation",
                        "@Mark(parts = @Part(\"a\")) class T { }",
                        "@Mark(parts = @Part(\"b\")) class T { }"),
                argumentSet("double", "@Mark(d = 0.0) class T { }", "@Mark(d = -0.0) class T { }"),
                argumentSet("char", "@Mark(c = 'b') class T { }", "@Mark(c = 'c') class T { }"),
                argumentSet(
                        "annotation of a type argument",
                        "class T extends ArrayList<@Use(1) String> { }",
                        "class T extends ArrayList<@Use(2) String> { }"),
                argumentSet(
                        "permitted subclasses",
                        "sealed interface T permits A { } record A() implements T { } record B() { }",
                        "sealed interface T permits A, B { } record A() implements T { } record B() implements T { }"));
    }

    @ParameterizedTest
    @MethodSource
    void otherData(String before, String after) {
        assertThat(data(after)).isNotEqualTo(data(before));
        assertThat(declaration(after)).isEqualTo(declaration(before));
    }

    static Stream<Arguments> otherData() {
        return Stream.of(
                argumentSet("type of a field", "class T { int a; }", "class T { long a; }"),
                argumentSet("name of a field", "class T { int a; }", "class T { int b; }"),
                argumentSet("order of fields", "class T { int a; int b; }", "class T { int b; int a; }"),
                argumentSet("transient field", "class T { int a; }", "class T { transient int a; }"),
                argumentSet("generic type", "class T { List<String> a; }", "class T { List<Long> a; }"),
                argumentSet("annotation", "class T { @Mark int a; }", "class T { @Mark(name = \"b\") int a; }"),
                argumentSet("record component", "record T(int a) { }", "record T(int a, int b) { }"),
                argumentSet(
                        "annotation of a record component",
                        "record T(@Use(1) int a) { }",
                        "record T(@Use(2) int a) { }"),
                argumentSet("constant of an enum", "enum T { A, B }", "enum T { B, A }"),
                argumentSet("annotation of a constant", "enum T { A, B }", "enum T { @Mark A, B }"),
                argumentSet(
                        "serial version",
                        "class T { static final long serialVersionUID = 1; }",
                        "class T { static final long serialVersionUID = 2; }"),
                argumentSet(
                        "default of an annotation",
                        "@interface T { int a() default 1; }",
                        "@interface T { int a() default 2; }"));
    }

    @ParameterizedTest
    @MethodSource
    void sameType(String before, String after) {
        assertThat(declaration(after)).isEqualTo(declaration(before));
        assertThat(data(after)).isEqualTo(data(before));
    }

    static Stream<Arguments> sameType() {
        return Stream.of(
                argumentSet(
                        "methods and static fields",
                        "class T { int a; }",
                        "class T { static int b; int a; int b() { return a; } }"),
                argumentSet(
                        "visibility and final",
                        "class T { int a; }",
                        "public static final class T { private final int a = 1; T() { } }".replace("final int", "int")),
                argumentSet("annotation for compilers", "class T { int a; }", "@Unseen class T { @Unseen(4) int a; }"),
                argumentSet(
                        "order of an annotation's elements",
                        "@Mark(name = \"a\", c = 'b') class T { }",
                        "@Mark(c = 'b', name = \"a\") class T { }"));
    }

    @ParameterizedTest
    @MethodSource
    void otherField(String before, String after) {
        assertThat(field(after)).isNotEqualTo(field(before));
    }

    static Stream<Arguments> otherField() {
        return Stream.of(
                argumentSet("constant", "class T { static final int A = 1; }", "class T { static final int A = 2; }"),
                argumentSet("static", "class T { int a; }", "class T { static int a; }"),
                argumentSet(
                        "annotation",
                        "class T { @Mark(name = \"a\") int a; }",
                        "class T { @Mark(name = \"b\") int a; }"),
                argumentSet("type annotation", "class T { @Use(1) int a; }", "class T { @Use(2) int a; }"));
    }

    @Test
    void typesOfFieldsAreReferredTo() {
        TypeCode code = code(
                "class T { Map<String, List<Other>> a; @Mark(type = Third.class) int b; } class Other { } class Third { }",
                TypeCode::data);

        assertThat(code.references())
                .contains(
                        new CodeReference.Mention("com/acme/Step$Other"),
                        new CodeReference.Mention("com/acme/Step$Mark"),
                        new CodeReference.ClassLiteral("com/acme/Step$Third"));
    }

    @Test
    void usesOfAnAnnotationAreFoundWhereverTheyAre() {
        StepSource source = StepSource.of("""
                @Part("class") static class T<A extends @Use Object> {
                    @Part("field") int field; @Mark(parts = {@Part("a"), @Part("b")}) int nested; int without;
                    @Part("method") @Mark void method() { } void parameter(int a, @Part("parameter") int b) { }
                    List<@Use String> type;
                }
                """ + ANNOTATIONS);
        ClassNode type = source.type("com/acme/Step$T");

        assertThat(AnnotationUses.of(type, "com/acme/Step$Part", source.names()))
                .containsOnlyKeys(
                        "com.acme.Step.T",
                        "com.acme.Step.T.field",
                        "com.acme.Step.T.nested",
                        "com.acme.Step.T.method",
                        "com.acme.Step.T.parameter");
        assertThat(AnnotationUses.of(type, "com/acme/Step$Use", source.names()))
                .containsOnlyKeys("com.acme.Step.T", "com.acme.Step.T.type");
    }

    @Test
    void anotherValueIsAnotherUse() {
        String before = "class T { @Part(\"a\") int a; void b(@Part(\"x\") int c, int d) { } }" + ANNOTATIONS;
        StepSource old = StepSource.of(before);
        var uses = AnnotationUses.of(old.type("com/acme/Step$T"), "com/acme/Step$Part", old.names());

        for (String after : new String[] {
            before.replace("\"a\"", "\"b\""), before.replace("@Part(\"x\") int c, int d", "int c, @Part(\"x\") int d")
        }) {
            StepSource other = StepSource.of(after);
            assertThat(AnnotationUses.of(other.type("com/acme/Step$T"), "com/acme/Step$Part", other.names()))
                    .hasSameSizeAs(uses)
                    .isNotEqualTo(uses);
        }
    }
}
