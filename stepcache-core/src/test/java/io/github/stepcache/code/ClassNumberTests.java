package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes without a name of their own keep theirs, and their code, whatever comes before them. */
class ClassNumberTests {

    /** Something of everything that the compiler numbers through the class or the source file. */
    private static final String BEFORE = """
            Object before(TimeUnit unit, Thread.State state) {
                class Local { int get() { return 5; } }
                Runnable numbered = () -> new Object() { };
                switch (state) { case NEW: case BLOCKED: }
                switch (unit) { case SECONDS: case NANOSECONDS: case MICROSECONDS: case HOURS: }
                return List.of(new Local(), new Object() { }, new ArrayList<>() { });
            }
            Object run(String overload) { return new Object() { Runnable a() { return new Runnable() { public void run() { } }; } }; }
            class Before { String text() { return Step.super.toString(); } }
            """;

    private static final String NUMBERED = """
            Object field = new Object() { int inField() { return 1; } };
            Supplier<Object> lambda = () -> new Object() { int inLambdaOfField() { return 1; } };
            static Supplier<Object> shared = () -> new Object() { int inLambdaOfStaticField() { return 1; } };
            Object run(int captured, TimeUnit unit) {
                { class Local { Local get() { return this; } } new Local().get(); }
                class Local extends ArrayList<Local> {
                    Local other;
                    Local get(Local[] from) { return new Local() { int inAnonymous() { return captured; } }; }
                }
                enum Mine { ONE, TWO { } }
                record Pair(Local left, Mine right) { }
                Supplier<Object> made = () -> new Object() { Runnable inLambda() { return () -> new Local().clear(); } };
                return switch (unit) {
                    case DAYS -> new Pair(new Local(), Mine.TWO);
                    case HOURS -> new Object() { int inSwitch(Thread.State s) { return switch (s) { case NEW -> 1; default -> 2; }; } };
                    default -> made;
                };
            }
            int run(long overload) { return new Object() { int inOverload() { return 5; } }.inOverload(); }
            enum Colour { RED { int code() { return 1; } }, GREEN { int code() { return 2; } }; abstract int code(); }
            class Inner { int code() { return Step.super.hashCode(); } }
            """;

    @Test
    void nothingChangesNameOrCodeForWhatComesBefore() {
        Map<String, String> without = StepSource.of(NUMBERED).hashes();
        Map<String, String> with =
                new TreeMap<>(StepSource.of(BEFORE + NUMBERED).hashes());
        // It has the initialiser of another field as well.
        assertThat(without).hasSizeGreaterThan(40);

        with.keySet().retainAll(without.keySet());
        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inField", "inLambdaOfField", "inLambdaOfStaticField", "inAnonymous", "inOverload"})
    void aChangeIsOneOfThatMethodAlone(String method) {
        String other = NUMBERED.replaceFirst("(" + method + "\\(\\) \\{ return \\w+)", "$1 + 17");

        Map<String, String> before = StepSource.of(NUMBERED).hashes();
        Map<String, String> after = StepSource.of(other).hashes();

        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(before.entrySet())
                .filteredOn(entry -> !entry.getValue().equals(after.get(entry.getKey())))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKey()).contains("." + method + "()"));
    }

    @Test
    void accessorForAnotherMethodOfTheSuperclassIsAnotherCall() {
        String before =
                "class Inner { int run() { return Step.super.hashCode(); } public int hashCode() { return 1; } }";
        String after = before.replace("super.hashCode()", "super.toString().length()");
        String name = "com/acme/Step$Inner.run()I";

        assertThat(StepSource.of(after).hashes().get(name))
                .isNotEqualTo(StepSource.of(before).hashes().get(name));
    }

    @Test
    void renamedCapturedVariableIsTheSameCode() {
        String before = "Runnable run(String first, String second) {"
                + " return new Runnable() { public void run() { System.out.println(second + first); } }; }";

        assertThat(StepSource.of(before.replace("first", "x").replace("second", "a"))
                        .hashes())
                .isEqualTo(StepSource.of(before).hashes());
        assertThat(StepSource.of(before.replace("second + first", "first + second"))
                        .hashes())
                .isNotEqualTo(StepSource.of(before).hashes());
    }
}
