package io.github.stepcache.code;

import java.util.List;

/** Small changes inside of one method: each of them makes other instructions, and shows. */
class ChangedInstructionTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            step("the order of operands", "int run(int a, int b) { return «a - b|b - a»; }"),
            step("an operator", "int run(int a, int b) { return a «-|+» b; }"),
            step("a comparison", "int run(int a, int b) { return a «<|<=» b ? 1 : 2; }"),
            step(
                    "where a branch ends",
                    "int run(int a) { int b = 1; if (a > 0) { b++; «|b += a;» } «b += a;|» return b; }"),
            step(
                    "what a loop goes on with",
                    "int run(int a) { int b = 0; while (a-- > 0) { if (b > 9) { «break|continue»; } b++; } return b; }"),
            step(
                    "a step of a loop",
                    "int run(int a) { int b = 0; for (int i = 0; i < a; i += «1|2») { b++; } return b; }"),
            step("the sign of zero", "double run() { return «0.0|-0.0»; }"),
            step("a number's last digit", "double run() { return 0.1«0|1»; }"),
            step("a large number", "long run() { return 10_000_000_00«0|1»L; }"),
            step("the elements of an array", "Object run() { return new «int|long»[2]; }"),
            step("the elements of an array of objects", "Object run() { return new «Integer|Long»[2]; }"),
            step("the dimensions of an array", "Object run() { return new int[2][3]«|[]»; }"),
            step("a cast", "Object run(Object a) { return («String|CharSequence») a; }"),
            step("the type that is asked for", "boolean run(Object a) { return a instanceof «String|Integer»; }"),
            step("a class literal", "Object run() { return «String|Integer».class; }"),
            step("a class literal of a primitive type", "Object run() { return «int|long».class; }"),
            step("a narrowing", "int run(int a) { return («byte|char») a; }"),
            step(
                    "the exception that is caught",
                    "int run() { try { return 1 / 0; } catch («ArithmeticException|IllegalStateException» e) { return 2; } }"),
            step(
                    "what is inside of try",
                    "int run(int[] a) { «a[0]++; try {|try { a[0]++;» return a[1]; } catch (RuntimeException e) { return 2; } }"),
            step(
                    "the order of handlers",
                    "int run(int[] a) { try { return a[1]; } catch (ArithmeticException e) { return «1|2»; } "
                            + "catch (RuntimeException e) { return «2|1»; } }"),
            step("synchronized", "«|synchronized» int run() { return 1; }"),
            step("a synchronized block", "int run() { «|synchronized (this)» { return hashCode(); } }"),
            step("an assertion", "int run(int a) { «|assert a > 0;» assert a < 9; return a; }"),
            step("the text around a variable", "String run(int a) { return \"a\" + a + \"«b|c»\"; }"),
            step("the type of an appended value", "String run(char a) { return \"\" + «a|(int) a»; }"),
            step("a string that looks like a placeholder", "String run(int a) { return \"«\\u0001|\\u0002»\" + a; }"),
            step("a constant in a text", "String run(int a) { final String b = \"«1|2»\"; return b + a; }"),
            step(
                    "a switch's fall through",
                    "int run(int a) { int b = 0; switch (a) { case 1: b++; «break;|» case 2: b += 2; } return b; }"),
            step(
                    "a switch's default",
                    "int run(int a) { switch (a) { case 1: return 1; case 2: return 2; default: return «3|4»; } }"),
            step(
                    "a switch's case of two",
                    "int run(int a) { return switch (a) { case 1«|, 3» -> 1; case 2 -> 2; default -> 0; }; }"),
            step("a string's unicode", "String run() { return \"«\\ud800|\\ud801»\"; }"),
            step(
                    "a text that another text and a constant of another kind could be",
                    "Object run() { return «1|\"1\"»; }"),
            step("the assignment of a field", "int a; int b; void run() { «a|b» = 1; }", "changed Step.run"),
            step("the type of a return value that is a supertype", "«Object|String» run() { return \"a\"; }"),
            // and the other way round
            CodeChange.of("braces, final and redundant parentheses", """
                    class Step { int run(«|final» int a) { if (a > 0) «return 1;|{ return (1); }» return 2; } }
                    """),
            CodeChange.of("an import of a constant, and its name in full", """
                    class Step { long run() { return «Long|java.lang.Long».MAX_VALUE; } }
                    """),
            CodeChange.of("a constant in place of its value", """
                    class Step { private static final int MAX = 5; int run() { return «5|MAX»; } }
                    """),
            CodeChange.of("an assertion in another method, the first of its class", """
                    class Step { int run(int a) { return a; } void other(int a) { «|assert a > 0;» } }
                    """, "added Step.<clinit>"),
            CodeChange.of("two cases of a switch in another order", """
                    class Step { int run(int a) { return switch (a) { «case 1 -> 10; case 2 -> 20;|case 1 -> 10; case 2 -> 20; » default -> 0; }; } }
                    """));

    private static CodeChange step(String title, String members, String... reasons) {
        String[] changed = reasons.length == 0 ? new String[] {"changed Step.run"} : reasons;
        return CodeChange.of(title, "class Step { " + members + " }\n", changed);
    }

    ChangedInstructionTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
