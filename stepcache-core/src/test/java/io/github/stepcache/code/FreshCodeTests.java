package io.github.stepcache.code;

import java.util.List;

/** Code that changes without a difference for the step leaves it fresh. */
class FreshCodeTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("reformatted", """
                    class Step { int run(int a) {«|\n\n» int b = a +« |\n\n»1; return b«|\n»; } }
                    """),
            CodeChange.of("commented", """
                    class Step { «|/** Runs. */» int run(int a) { «|// Count.\n» return a + 1; } }
                    """),
            CodeChange.of("local renamed", """
                    class Step { int run(int «a|count») { int «b|more» = «a|count» + 1; return «b|more»; } }
                    """),
            CodeChange.of("another method changed", """
                    class Step { int run() { return 1; } int other() { return «2|3»; } }
                    """),
            CodeChange.of("another method added", """
                    class Step { int run() { return 1; } «|int other(String more) { return more.length(); }» }
                    """),
            CodeChange.of("another overload of a called method changed", """
                    class Step { int run() { return help(1); } int help(int a) { return a; }
                      int help(String a) { return «2|3»; } }
                    """),
            CodeChange.of("another overload of a called method added", """
                    class Step { int run() { return Helper.help(1); } }
                    class Helper { static int help(int a) { return a; } «|static int help(long a) { return 2; }» }
                    """),
            CodeChange.of("another field of the step's class", """
                    class Step { «|private String other;» int count; int run() { return count; } }
                    """),
            CodeChange.of("another field of a helper that is a bean", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    @org.springframework.stereotype.Component class Helper { «|private String other;» int help() { return 1; } }
                    """),
            CodeChange.of("a constant that is not used", """
                    class Step { static final int OTHER = «1|2»; int run() { return 1; } }
                    """),
            CodeChange.of("methods reordered", """
                    class Step { «int a() { return help(1); }|» int run() { return help(0) + a(); }
                      int help(int a) { return a; } «|int a() { return help(1); }» }
                    """),
            CodeChange.of("fields reordered", """
                    class Step { «int a; int b;|int b; int a;» int run() { return a + b; } }
                    """),
            CodeChange.of("more constants in the pool, so that others are loaded by wide indices", """
                    class Step { «|void other() { String[] all = {%s}; }» String run() { return "a" + "b".length(); } }
                    """.formatted(
                            manyStrings())),
            CodeChange.of("a class outside of the calls changed", """
                    class Step { int run() { return 1; } }
                    class Other { int other() { return «1|2»; } }
                    """),
            CodeChange.of("a class outside of the calls added", """
                    class Step { int run() { return 1; } }
                    «|class Other { static int other = 1; int other() { return 1; } }»
                    """),
            CodeChange.of("a nested class outside of the calls added", """
                    class Step { «|static class Other { static int other = 1; }» int run() { return 1; }
                      static class Last { static int other = 1; } }
                    """),
            CodeChange.of("a method of a helper that nobody calls", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { int help() { return 1; } int other() { return «1|2»; } }
                    """),
            CodeChange.of("a caller of the step", """
                    class Step { int run() { return 1; } }
                    class Caller { int call() { return new Step().run() + «1|2»; } }
                    """),
            CodeChange.of("a static initialiser of a class of which only an inlined constant is used", """
                    class Step { int run() { return Limits.MAX; } }
                    class Limits { static final int MAX = 1; static int other = Integer.parseInt("«1|2»"); }
                    """),
            CodeChange.of("an implementation of another interface", """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    class Files implements Source { public int read() { return 1; } }
                    interface Other { int read(); }
                    class Others implements Other { public int read() { return «1|2»; } }
                    """),
            CodeChange.of("a method of the superclass that is overridden for the step", """
                    class Base { int help() { return «1|2»; } }
                    class Step extends Base { int run() { return help(); } @Override int help() { return 3; } }
                    """),
            CodeChange.of("throws clause", """
                    class Step { int run() «|throws IOException» { return 1; } }
                    """),
            CodeChange.of("an annotation that is not there at runtime", """
                    class Step { «|@SuppressWarnings("unused")» int run() { return 1; } }
                    """),
            CodeChange.of("a method called by the class of its receiver's superclass changed its visibility", """
                    class Step { int run() { return help(); } «private|protected» int help() { return 1; } }
                    """),
            CodeChange.of("an enum that nobody uses", """
                    class Step { int run(Level a) { return a.ordinal(); } }
                    enum Level { LOW }
                    enum Other { A«|, B» }
                    """),
            CodeChange.of("a class that implements the same interfaces of a library", """
                    class Step { Object run() { return new Row(); } }
                    class Row implements Comparable<Row>, Serializable { public int compareTo(Row a) { return 1; } }
                    class Other implements Comparable<Other>, Serializable { public int compareTo(Other a) { return «1|2»; } }
                    """),
            CodeChange.of("a record of which nobody knows, where some record is made", """
                    class Step { java.util.function.Function<String, Record> maker; Object run() { return maker.apply(""); } }
                    record Row(int a) { boolean isLong() { return a > «1|2»; } }
                    """),
            CodeChange.of("an annotation of another bean's method", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    class Step { int run() { return 1; } @Mark(«1|2») void other() {} }
                    """));

    FreshCodeTests() {
        super(CodeScope.CALLS, CHANGES);
    }

    private static String manyStrings() {
        StringBuilder all = new StringBuilder();
        for (int number = 0; number < 300; number++) {
            all.append("\"more").append(number).append("\",");
        }
        return all.toString();
    }
}
