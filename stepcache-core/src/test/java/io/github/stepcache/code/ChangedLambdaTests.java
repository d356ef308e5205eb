package io.github.stepcache.code;

import java.util.List;

/** Lambdas and method references belong to the method that they stand in, and to no other. */
class ChangedLambdaTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("a lambda", """
                    class Step { int run() { IntSupplier source = () -> «1|2»; return source.getAsInt(); } }
                    """, "changed Step.run"),
            CodeChange.of("a lambda inside a lambda", """
                    class Step { Object run() { Supplier<Supplier<Integer>> source = () -> () -> «1|2»; return source.get(); } }
                    """, "changed Step.run"),
            CodeChange.of("a lambda inside a lambda of a static initialiser", """
                    class Step { static final Supplier<Supplier<Integer>> ALL = () -> () -> «1|2»;
                      Object run() { return ALL.get().get(); } }
                    """, "changed Step.<clinit>"),
            CodeChange.of("a lambda of a field initialiser", """
                    class Step { final IntSupplier source = () -> «1|2»; int run() { return source.getAsInt(); } }
                    """, "changed Step.<init>"),
            CodeChange.of("what a lambda calls", """
                    class Step { int run() { IntSupplier source = () -> help(); return source.getAsInt(); }
                      int help() { return «1|2»; } }
                    """, "changed Step.help"),
            CodeChange.of("what a lambda captures", """
                    class Step { IntSupplier run(int a, int b) { return () -> «a|b»; } }
                    """, "changed Step.run"),
            CodeChange.of("two lambdas change places", """
                    class Step { int run() { return help(() -> «1|2», () -> «2|1»); }
                      int help(IntSupplier a, IntSupplier b) { return a.getAsInt() - b.getAsInt(); } }
                    """, "changed Step.run"),
            CodeChange.of("the method of a reference", """
                    class Step { int run() { IntUnaryOperator source = Step::help; return source.applyAsInt(1); }
                      static int help(int a) { return a + «1|2»; } }
                    """, "changed Step.help"),
            CodeChange.of("the method of a reference to an interface's method", """
                    class Step { ToIntFunction<Source> run() { return Source::read; } }
                    interface Source { int read(); }
                    class FileSource implements Source { public int read() { return «1|2»; } }
                    """, "changed FileSource.read"),
            CodeChange.of(
                    "a reference to another method", """
                    class Step { IntUnaryOperator run() { return Helper::«a|b»; } }
                    class Helper { static int a(int a) { return a; } static int b(int a) { return a; } }
                    """, "changed Step.run", "removed Helper.a", "added Helper.b"),
            CodeChange.of("a reference to a constructor", """
                    class Step { Supplier<Helper> run() { return Helper::new; } }
                    class Helper { int max; Helper() { max = «1|2»; } }
                    """, "changed Helper.<init>"),
            CodeChange.of("a reference to the constructor of an array, of other elements", """
                    class Step { Object run(Stream<Object> all) { return all.toArray(«Integer|Long»[]::new); } }
                    """, "changed Step.run"),
            CodeChange.of("a reference to a method with variable arguments", """
                    class Step { Function<Integer, Integer> run() { return Helper::help; } }
                    class Helper { static int help(Integer... all) { return all.length + «1|2»; } }
                    """, "changed Helper.help"),
            CodeChange.of("a reference to super's method", """
                    class Base { int help() { return «1|2»; } }
                    class Step extends Base { int help() { return 0; }
                      int run() { IntSupplier source = super::help; return source.getAsInt(); } }
                    """, "changed Base.help"),
            CodeChange.of("a stream's stages", """
                    class Step { int run(List<String> all) { return all.stream().filter(a -> !a.isEmpty())
                      .map(String::length).mapToInt(a -> a * «1|2»).sum(); } }
                    """, "changed Step.run"),
            CodeChange.of("what a stream's stage calls", """
                    class Step { List<String> run(List<String> all) { return all.stream().map(this::clean).toList(); }
                      private String clean(String text) { return text.«trim|strip»(); } }
                    """, "changed Step.clean"),
            CodeChange.of("a serializable lambda", """
                    class Step { Object run() { return (Supplier<Integer> & Serializable) () -> «1|2»; } }
                    """, "changed Step.run"),
            CodeChange.of(
                    "a lambda of a functional interface of the application, with a default method",
                    """
                    class Step { int run() { Source source = () -> 1; return source.twice(); } }
                    interface Source { int read(); default int twice() { return read() * «2|3»; } }
                    """,
                    "changed Source.twice"),
            CodeChange.of(
                    "a lambda that other code makes of an interface which the step calls",
                    """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    class Sources { static Source first() { return () -> «1|2»; } }
                    """,
                    "changed Sources.first"),
            CodeChange.of("a lambda in another method", """
                    class Step { int run() { IntSupplier source = () -> 1; return source.getAsInt(); }
                      IntSupplier other() { return () -> «1|2»; } }
                    """),
            CodeChange.of("a lambda added in another method, before", """
                    class Step { «|IntSupplier other() { return () -> 5; }» int run() {
                      IntSupplier source = () -> 1; return source.getAsInt(); } }
                    """),
            CodeChange.of("a lambda of an overload added, before", """
                    class Step { int run() { return help("a").getAsInt(); } «|IntSupplier help(int a) { return () -> a; }»
                      IntSupplier help(String a) { return () -> a.length(); } }
                    """),
            CodeChange.of("a serializable lambda in another method", """
                    class Step { «|Object other() { return (Supplier<Integer> & Serializable) () -> 7; }»
                      Object run() { return (Supplier<Integer> & Serializable) () -> 1; } }
                    """),
            CodeChange.of("a reference to a method with variable arguments in another method", """
                    class Step { «|Function<Integer, Integer> other() { return Step::help; }»
                      static int help(Integer... all) { return all.length; }
                      Function<Integer, Integer> run() { return Step::help; } }
                    """));

    ChangedLambdaTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
