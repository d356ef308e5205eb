package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a source leave a method what it is. */
class SameCodeTests {

    @ParameterizedTest
    @MethodSource
    void sameCode(String before, String after) {
        assertThat(StepSource.of(after).method("run").hash())
                .isEqualTo(StepSource.of(before).method("run").hash());
    }

    static Stream<Arguments> sameCode() {
        return Stream.of(
                argumentSet(
                        "reformatted and commented",
                        "int run(int a) { return a + 1; }",
                        "/** Adds. */ int run(\n int a)\n{ // more\n return a\n + 1;\n }"),
                argumentSet(
                        "renamed local and parameter",
                        "int run(int a) { int b = a * 2; return b; }",
                        "int run(int x) { int y = x * 2; return y; }"),
                argumentSet(
                        "constants before ours",
                        "String run() { return \"a\" + 123456789; }",
                        "String other = \"b\"; long l = 99999999999L; String run() { return \"a\" + 123456789; }"),
                argumentSet(
                        "300 constants before ours",
                        "String run(int i) { return \"a\" + i; }",
                        "String[] other = {" + manyStrings() + "}; String run(int i) { return \"a\" + i; }"),
                argumentSet(
                        "methods in another order",
                        "int run() { return one() + 2; } int one() { return 1; }",
                        "int one() { return 1; } int run() { return one() + 2; }"),
                argumentSet(
                        "lambda in a method before ours",
                        "Supplier<String> run(String s) { return () -> s + 1; }",
                        "Runnable other() { return () -> {}; } Supplier<String> run(String s) { return () -> s + 1; }"),
                argumentSet(
                        "lambda with lambdas in a method before ours",
                        "Supplier<Runnable> run() { return () -> () -> System.out.println(1); }",
                        "Supplier<Runnable> other() { return () -> () -> {}; }"
                                + " Supplier<Runnable> run() { return () -> () -> System.out.println(1); }"),
                argumentSet(
                        "anonymous class in a method before ours",
                        "Object run() { return new Object() { }; }",
                        "Object other() { return new Object() { }; } Object run() { return new Object() { }; }"),
                argumentSet(
                        "anonymous class in an overload",
                        "Object run() { return new Object() { }; } Object other() { return 1; }",
                        "Object run() { return new Object() { }; } Object other() { return new Object() { }; }"),
                argumentSet(
                        "local class of the same name in a method before ours",
                        "Object run() { class Local { } return new Local(); }",
                        "Object other() { class Local { } return new Local(); }"
                                + " Object run() { class Local { } return new Local(); }"),
                argumentSet(
                        "anonymous class in a lambda, and one before",
                        "Supplier<Object> run() { return () -> new Object() { }; }",
                        "Supplier<Object> other() { return () -> new Object() { }; }"
                                + " Supplier<Object> run() { return () -> new Object() { }; }"),
                argumentSet(
                        "switch over the same enum in a method before ours",
                        "int run(TimeUnit u) { switch (u) { case DAYS: return 1; case HOURS: return 2; default: return 3; } }",
                        "int other(TimeUnit u) { switch (u) { case SECONDS: return 1; case HOURS: return 2; default: return 3; } }"
                                + "int run(TimeUnit u) { switch (u) { case DAYS: return 1; case HOURS: return 2; default: return 3; } }"),
                argumentSet(
                        "switch over another enum in a method before ours",
                        "int run(TimeUnit u) { switch (u) { case DAYS: return 1; default: return 3; } }",
                        "int other(Thread.State u) { switch (u) { case NEW: return 1; default: return 3; } }"
                                + "int run(TimeUnit u) { switch (u) { case DAYS: return 1; default: return 3; } }"),
                argumentSet(
                        "enum switch in a lambda, and one before",
                        "Function<TimeUnit, Integer> run() { return u -> switch (u) { case DAYS -> 1; case HOURS -> 2; default -> 3; }; }",
                        "int other(TimeUnit u) { switch (u) { case HOURS: return 1; default: return 3; } }"
                                + " Function<TimeUnit, Integer> run() { return u -> switch (u) { case DAYS -> 1; case HOURS -> 2; default -> 3; }; }"),
                argumentSet(
                        "enum switch with more cases elsewhere, so that ours is no longer dense",
                        "int run(TimeUnit u) { switch (u) { case DAYS: return 1; case HOURS: return 2; case SECONDS: return 3; case MINUTES: return 4; } return 0; }",
                        "int other(TimeUnit u) { switch (u) { case MILLISECONDS: case SECONDS: case NANOSECONDS: case MICROSECONDS: case DAYS: return 1; } return 0; }"
                                + "int run(TimeUnit u) { switch (u) { case DAYS: return 1; case HOURS: return 2; case SECONDS: return 3; case MINUTES: return 4; } return 0; }"),
                argumentSet(
                        "a switch within a switch over enums, with others before",
                        "int run(TimeUnit u, Thread.State s) { return switch (switch (s) { case NEW -> u; case BLOCKED -> TimeUnit.DAYS; default -> TimeUnit.HOURS; }) { case DAYS -> 1; case HOURS -> 2; default -> 3; }; }",
                        "int other(TimeUnit u, Thread.State s) { switch (s) { case BLOCKED: case RUNNABLE: case NEW: } switch (u) { case HOURS: case SECONDS: case DAYS: } return 1; }"
                                + "int run(TimeUnit u, Thread.State s) { return switch (switch (s) { case NEW -> u; case BLOCKED -> TimeUnit.DAYS; default -> TimeUnit.HOURS; }) { case DAYS -> 1; case HOURS -> 2; default -> 3; }; }"),
                argumentSet(
                        "constant of the step's enum added behind",
                        "enum C { A, B } int run(C c) { switch (c) { case A: return 1; case B: return 2; } return 3; }",
                        "enum C { A, B, D } int run(C c) { switch (c) { case A: return 1; case B: return 2; } return 3; }"),
                argumentSet(
                        "annotation that only the compiler sees",
                        "int run() { return 1; }",
                        "@SuppressWarnings(\"all\") @Seen int run() { return 1; } @Retention(RetentionPolicy.CLASS) @interface Seen { }"),
                argumentSet(
                        "declared exceptions", "int run() { return 1; }", "int run() throws Exception { return 1; }"),
                argumentSet(
                        "visibility and final", "int run() { return 1; }", "protected final int run() { return 1; }"));
    }

    private static String manyStrings() {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            result.append("\"constant ").append(i).append("\", ");
        }
        return result.toString();
    }

    @Test
    void debugInformationIsNoCode() {
        String members = """
                int run(String given, TimeUnit unit) {
                    Supplier<String> one = () -> given + 1;
                    Supplier<String> same = () -> given + 1;
                    for (int i = 0; i < 3; i++) { if (i == 2) { break; } else { continue; } }
                    try { one.get(); } catch (IllegalStateException | IllegalArgumentException e) { return 3; } finally { same.get(); }
                    ;;
                    { int unused = 3; }
                    if (true) { } else { same.get(); }
                    return switch (unit) { case DAYS: yield 1; case HOURS: one.get(); default: yield one.get().length(); };
                }
                """;

        List<String> hashes = Stream.of(
                        List.of("-g"),
                        List.of("-g:none"),
                        List.of("-g:lines"),
                        List.of("-g:vars"),
                        List.of("-g", "-parameters"))
                .map(options -> StepSource.with(options, members).method("run").hash())
                .distinct()
                .toList();

        assertThat(hashes).hasSize(1);
    }
}
