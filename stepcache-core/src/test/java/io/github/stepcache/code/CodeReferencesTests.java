package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.code.CodeReference.Call;
import io.github.stepcache.code.CodeReference.CallKind;
import io.github.stepcache.code.CodeReference.ClassLiteral;
import io.github.stepcache.code.CodeReference.FieldUse;
import io.github.stepcache.code.CodeReference.Instantiation;
import io.github.stepcache.code.CodeReference.Mention;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a method refers to, so that others can go on from there. */
class CodeReferencesTests {

    private static final String STEP = "com/acme/Step";

    private static List<CodeReference> references(String members) {
        return StepSource.of(
                        members
                                + " static class One { int value; static int shared; One() { } One(Two two) { } void go() { } }"
                                + " static class Two { } static class Three { } interface Face { void face(); }"
                                + " @Retention(RetentionPolicy.RUNTIME) @interface Mark { Class<?> value() default Object.class; }")
                .method("run")
                .references();
    }

    @Test
    void callsOfAllKinds() {
        assertThat(references(
                        "Object run(One one, Face face) { one.go(); face.face(); helper(1); Math.abs(1); return super.toString(); }"
                                + " private int helper(int i) { return i; }"))
                .contains(
                        new Call(STEP + "$One", "go", "()V", CallKind.VIRTUAL),
                        new Call(STEP + "$Face", "face", "()V", CallKind.INTERFACE),
                        new Call(STEP, "helper", "(I)I", CallKind.VIRTUAL),
                        new Call("java/lang/Math", "abs", "(I)I", CallKind.STATIC),
                        new Call("java/lang/Object", "toString", "()Ljava/lang/String;", CallKind.SPECIAL))
                .doesNotContain(new Mention(STEP));
    }

    @Test
    void methodReferences() {
        assertThat(references(
                        "Object run(One one) { Runnable a = one::go; Function<Two, One> b = One::new; Runnable c = this::other; return List.of(a, b, c); }"
                                + " void other() { }"))
                .contains(
                        new Call(STEP + "$One", "go", "()V", CallKind.VIRTUAL),
                        new Call(STEP + "$One", "<init>", "(L" + STEP + "$Two;)V", CallKind.SPECIAL),
                        new Instantiation(STEP + "$One"),
                        new Call(STEP, "other", "()V", CallKind.VIRTUAL),
                        new Mention(STEP + "$Two"))
                .doesNotContain(new Mention(STEP));
    }

    @Test
    void whatALambdaRefersToIsReferredToByTheMethod() {
        assertThat(
                        references(
                                "Object run() { Supplier<Supplier<Object>> s = () -> () -> { this.toString(); return new One(new Two()); }; return s; }"))
                .contains(new Instantiation(STEP + "$One"), new Instantiation(STEP + "$Two"))
                .contains(new Call(STEP + "$One", "<init>", "(L" + STEP + "$Two;)V", CallKind.SPECIAL))
                .doesNotContain(new Mention(STEP))
                .noneMatch(reference ->
                        reference instanceof Call call && call.name().contains("lambda"));
    }

    @Test
    void fields() {
        assertThat(references("int run(One one) { one.value = 3; return One.shared + one.value; }"))
                .contains(
                        new FieldUse(STEP + "$One", "value", "I", false, false),
                        new FieldUse(STEP + "$One", "value", "I", false, true),
                        new FieldUse(STEP + "$One", "shared", "I", true, true));
    }

    @Test
    void typesThatObjectsCanHave() {
        assertThat(references("Object run(Object o) { return o instanceof One[][] ? (Two) o : new Three[3][4]; }"))
                .contains(new Mention(STEP + "$One"), new Mention(STEP + "$Two"), new Mention(STEP + "$Three"));
        assertThat(references("List<? extends One> run(Map<String, Two[]> a) throws Exception { return null; }"))
                .contains(new Mention(STEP + "$One"), new Mention(STEP + "$Two"));
        assertThat(references("Object run() { return One.class; }"))
                .contains(new ClassLiteral(STEP + "$One"))
                .doesNotContain(new Mention(STEP + "$One"));
        assertThat(references("Object run() { return int[].class; }")).noneMatch(ClassLiteral.class::isInstance);
        assertThat(references("void run() { try { toString(); } catch (E e) { } } static class E extends Error { }"))
                .contains(new Mention(STEP + "$E"));
    }

    @Test
    void annotations() {
        assertThat(references("@Mark(Two.class) void run() { }"))
                .contains(new Mention(STEP + "$Mark"), new ClassLiteral(STEP + "$Two"));
    }

    @Test
    void constantsOfAnEnumThatAreSwitchedOver() {
        String unit = "java/util/concurrent/TimeUnit";

        assertThat(references("int run(TimeUnit u) { switch (u) { case DAYS: return 1; default: return 2; } }"))
                .contains(new FieldUse(unit, "DAYS", "L" + unit + ";", true, true), new Mention(unit))
                .noneMatch(reference ->
                        reference instanceof FieldUse use && use.name().startsWith("$SwitchMap"));
    }

    @Test
    void newInnerClassDoesNotMentionWhatItIsIn() {
        assertThat(
                        references(
                                "Object run(int i) { return new Object() { int get() { return i + Step.this.hashCode(); } }; }"))
                .contains(new Instantiation(STEP + "$1"))
                .doesNotContain(new Mention(STEP));
    }

    @Test
    void theSameIsReferredToOnce() {
        assertThat(references("void run() { new One(); new One(); }")).doesNotHaveDuplicates();
    }
}
