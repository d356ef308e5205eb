package io.github.stepcache.code;

import java.util.List;

/** What the step calls, however far away and in whatever class, is its code. */
class ChangedCallsTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("a constant in the method itself", """
                    class Step { int run() { return «1|2»; } }
                    """, "changed Step.run"),
            CodeChange.of("a private method", """
                    class Step { int run() { return help(); } private int help() { return «1|2»; } }
                    """, "changed Step.help"),
            CodeChange.of("a helper two calls away", """
                    class Step { int run() { return Helper.help(); } }
                    class Helper { static int help() { return new Other().other(); } }
                    class Other { int other() { return «1|2»; } }
                    """, "changed Other.other"),
            CodeChange.of("a call replaced by another", """
                    class Step { int run() { return Helper.«a|b»(); } }
                    class Helper { static int a() { return 1; } static int b() { return 1; } }
                    """, "changed Step.run", "removed Helper.a", "added Helper.b"),
            CodeChange.of("another overload is called", """
                    class Step { int run() { return help(1); } int help(long a) { return 1; }
                      «|int help(int a) { return 2; }» }
                    """, "changed Step.run", "changed Step.help"),
            CodeChange.of("an implementation behind an interface", """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    class FileSource implements Source { public int read() { return «1|2»; } }
                    class NetSource implements Source { public int read() { return 1; } }
                    """, "changed FileSource.read"),
            CodeChange.of(
                    "an implementation that is new",
                    """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    «|class FileSource implements Source { public int read() { return 1; } }»
                    """,
                    "added FileSource.read",
                    "added FileSource.<init>",
                    "added FileSource"),
            CodeChange.of(
                    "an implementation of an interface below the one that is called", """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    interface Lines extends Source {}
                    abstract class Base implements Lines {}
                    class FileSource extends Base { public int read() { return «1|2»; } }
                    """, "changed FileSource.read"),
            CodeChange.of(
                    "an implementation that is inherited from a class which knows nothing of the interface",
                    """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); }
                    class Base { public int read() { return «1|2»; } }
                    class FileSource extends Base implements Source {}
                    """,
                    "changed Base.read"),
            CodeChange.of("an implementation of an abstract method", """
                    class Step { Source source; int run() { return source.read(); } }
                    abstract class Source { int read() { return open(); } abstract int open(); }
                    class FileSource extends Source { int open() { return «1|2»; } }
                    """, "changed FileSource.open"),
            CodeChange.of("an implementation in a nested class", """
                    class Step { Source source; int run() { return source.read(); } }
                    interface Source { int read(); class Empty implements Source { public int read() { return «1|2»; } } }
                    """, "changed Source.Empty.read"),
            CodeChange.of("a method of the superclass", """
                    class Base { int help() { return «1|2»; } }
                    class Step extends Base { int run() { return help(); } }
                    """, "changed Base.help"),
            CodeChange.of("a method of the superclass's superclass, called by super", """
                    class First { int help() { return «1|2»; } }
                    class Base extends First {}
                    class Step extends Base { int run() { return help(); } @Override int help() { return super.help(); } }
                    """, "changed First.help"),
            CodeChange.of("the step's method itself is inherited", """
                    class Base { int help() { return 1; } int run() { return help() + «1|2»; } }
                    class Step extends Base { @Override int run() { return super.run(); } }
                    """, "changed Base.run"),
            CodeChange.of("a default method", """
                    interface Helping { default int help() { return «1|2»; } }
                    class Step implements Helping { int run() { return help(); } }
                    """, "changed Helping.help"),
            CodeChange.of("a default method of an interface above the one that is called", """
                    interface Helping { default int help() { return «1|2»; } }
                    interface More extends Helping {}
                    class Base implements More {}
                    class Step { Base base; int run() { return base.help(); } }
                    """, "changed Helping.help"),
            CodeChange.of("a default method called by name of its interface", """
                    interface Helping { default int help() { return «1|2»; } }
                    class Step implements Helping { int run() { return help(); }
                      public int help() { return Helping.super.help(); } }
                    """, "changed Helping.help"),
            CodeChange.of("an override added in a subclass", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { int help() { return 1; } }
                    class Special extends Helper { «|@Override int help() { return 2; }» }
                    """, "added Special.help"),
            CodeChange.of(
                    "an override removed from a subclass, so that the inherited one counts",
                    """
                    class Step extends Base { int run() { return help(); } «@Override int help() { return 1; }|» }
                    class Base { int help() { return 2; } }
                    """,
                    "removed Step.help",
                    "added Base.help"),
            CodeChange.of("an override of a default method added", """
                    interface Helping { default int help() { return 1; } }
                    class Base {«|public int help() { return 2; }»}
                    class Step extends Base implements Helping { int run() { return help(); } }
                    """, "removed Helping.help", "added Base.help"),
            CodeChange.of("a subclass of the step's class overrides what the step calls", """
                    class Step { int run() { return help(); } int help() { return 1; } }
                    class Special extends Step { @Override int help() { return «1|2»; } }
                    """, "changed Special.help"),
            CodeChange.of("a generic implementation, reached through its bridge", """
                    class Step { Source<String> source; String run() { return source.read("a"); } }
                    interface Source<T extends Comparable<T>> { T read(T name); }
                    class FileSource implements Source<String> { public String read(String name) { return "«1|2»"; } }
                    """, "changed FileSource.read"),
            CodeChange.of("an override with a narrower return type", """
                    class Step { Source source; Object run() { return source.read(); } }
                    class Source { Object read() { return 1; } }
                    class FileSource extends Source { @Override String read() { return "«1|2»"; } }
                    """, "changed FileSource.read"),
            CodeChange.of("an inner class", """
                    class Step { int base = 1; int run() { return new Inner().help(); }
                      class Inner { int help() { return base + «1|2»; } } }
                    """, "changed Step.Inner.help"),
            CodeChange.of("a private method of a nested class", """
                    class Step { int run() { return Nested.help(); }
                      static class Nested { private static int help() { return «1|2»; } } }
                    """, "changed Step.Nested.help"),
            CodeChange.of("an anonymous class", """
                    class Step { int run() { Source source = new Source() { public int read() { return «1|2»; } };
                      return source.read(); } }
                    interface Source { int read(); }
                    """, "changed Step.run.anonymous1.read"),
            CodeChange.of("a field of a helper that could be data", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { «|private String other;» int help() { return 1; } }
                    """, "changed Helper"),
            CodeChange.of("a method that calls itself", """
                    class Step { int run(int a) { return a == 0 ? 0 : other(a - 1); } int other(int a) { return run(a - «1|2»); } }
                    """, "changed Step.other"));

    ChangedCallsTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
