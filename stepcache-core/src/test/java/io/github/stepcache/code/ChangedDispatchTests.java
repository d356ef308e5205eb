package io.github.stepcache.code;

import java.util.List;

/** Ways from one method to another that the compiler makes up, or that only the class files show. */
class ChangedDispatchTests extends CodeChangeContract {

    /** Old compilers say that such a class lies in the static initialiser. */
    private static final String IN_STATIC_LAMBDA =
            Runtime.version().feature() < 21 ? "Step.<clinit>.anonymous1" : "Step.anonymous1";

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("the bodies of two overloads change places", """
                    class Step { int run() { return help(1) - help(1L); } int help(int a) { return «1|2»; } int help(long a) { return «2|1»; } }
                    """, "changed Step.help"),
            CodeChange.of(
                    "the bodies of anonymous classes in two overloads change places",
                    """
                    class Step { int run() { return help(1).getAsInt() - help(1L).getAsInt(); }
                      IntSupplier help(int a) { return new IntSupplier() { public int getAsInt() { return «1|2»; } }; }
                      IntSupplier help(long a) { return new IntSupplier() { public int getAsInt() { return «2|1»; } }; } }
                    """,
                    "changed Step.help.anonymous1.getAsInt"),
            CodeChange.of(
                    "the bodies of local classes in two overloads change places", """
                    class Step { int run() { return help(1) - help(1L); }
                      int help(int a) { class Row { int rank() { return «1|2»; } } return new Row().rank(); }
                      int help(long a) { class Row { int rank() { return «2|1»; } } return new Row().rank(); } }
                    """, "changed Step.help.Row.rank"),
            CodeChange.of(
                    "the bodies of two anonymous classes in one method change places",
                    """
                    class Step { int run() {
                      IntSupplier a = new IntSupplier() { public int getAsInt() { return «1|2»; } };
                      IntSupplier b = new IntSupplier() { public int getAsInt() { return «2|1»; } }; return a.getAsInt() - b.getAsInt(); } }
                    """,
                    "changed Step.run.anonymous1.getAsInt",
                    "changed Step.run.anonymous2.getAsInt"),
            CodeChange.of(
                    "the bodies of anonymous classes of two fields change places",
                    """
                    class Step { IntSupplier a = new IntSupplier() { public int getAsInt() { return «1|2»; } };
                      static IntSupplier b = new IntSupplier() { public int getAsInt() { return «2|1»; } }; int run() { return a.getAsInt() - b.getAsInt(); } }
                    """,
                    "changed Step.anonymous1.getAsInt",
                    "changed Step.anonymous2.getAsInt"),
            CodeChange.of("an anonymous class inside a lambda", """
                    class Step { Object run() { Supplier<Object> a = () -> new Object() { @Override public String toString() { return "«1|2»"; } };
                      return a.get(); } }
                    """, "changed Step.run.anonymous1.toString"),
            CodeChange.of(
                    "an anonymous class inside a lambda of a static field",
                    """
                    class Step { static final Supplier<Object> A = () -> new Object() { @Override public String toString() { return "«1|2»"; } };
                      Object run() { return A.get(); } }
                    """,
                    "changed " + IN_STATIC_LAMBDA + ".toString"),
            CodeChange.of("a lambda of an interface whose default method a library calls", """
                    class Step { List<Integer> run(List<String> all) { Length length = a -> a.length(); return all.stream().map(length).toList(); } }
                    interface Length extends Function<String, Integer> { int of(String a);
                      @Override default Integer apply(String a) { return of(a) + «1|2»; } }
                    """, "changed Length.apply"),
            CodeChange.of("a field of an interface whose lambda a library calls", """
                    class Step { List<Integer> run(List<String> all) { Length length = a -> a.length(); return all.stream().map(length).toList(); } }
                    interface Length extends Function<String, Integer> { Integer MORE = Integer.valueOf(«1|2»); int of(String a);
                      @Override default Integer apply(String a) { return of(a) + MORE; } }
                    """, "changed Length.<clinit>"),
            CodeChange.of(
                    "a reference to an overridden method by the name of its superclass", """
                    class Step { ToIntFunction<Base> run() { return Base::help; } }
                    class Base { int help() { return 1; } }
                    class Special extends Base { @Override int help() { return «1|2»; } }
                    """, "changed Special.help"),
            CodeChange.of("a reference to a method of an intersection", """
                    class Step { <T extends Runnable & Source> int run(T a) { IntSupplier b = a::read; return b.getAsInt(); } }
                    interface Source { int read(); }
                    class FileSource implements Source, Runnable { public void run() {} public int read() { return «1|2»; } }
                    """, "changed FileSource.read"),
            CodeChange.of("a constructor of an inner class of a generic superclass", """
                    class Base<T> { class Inner { int rank = «1|2»; } Inner make() { return new Inner(); } }
                    class Step extends Base<String> { int run() { return make().rank; } }
                    """, "changed Base.Inner.<init>"),
            CodeChange.of("a generic method that is overridden with its argument's type", """
                    class Step { Base<String> base; int run() { return base.help("a"); } }
                    class Base<T> { int help(T a) { return 1; } }
                    class Special extends Base<String> { @Override int help(String a) { return «1|2»; } }
                    """, "changed Special.help"),
            CodeChange.of("a method that another class inherits to an interface by a bridge", """
                    class Step { Source<String> source; int run() { return source.read("a"); } }
                    interface Source<T> { int read(T a); }
                    class Base { public int read(String a) { return «1|2»; } }
                    class FileSource extends Base implements Source<String> {}
                    """, "changed Base.read"),
            CodeChange.of("a private method of an interface", """
                    interface Helping { private int more() { return «1|2»; } default int help() { return more(); } }
                    class Step implements Helping { int run() { return help(); } }
                    """, "changed Helping.more"),
            CodeChange.of("a static method of an interface", """
                    interface Helping { static int help() { return «1|2»; } }
                    class Step { int run() { return Helping.help(); } }
                    """, "changed Helping.help"),
            CodeChange.of("a class that is initialised with its subclass", """
                    class Step { int run() { return Special.help() + State.max; } }
                    class State { static int max; }
                    class Base { static { State.max = «1|2»; } }
                    class Special extends Base { static int help() { return 1; } }
                    """, "changed Base.<clinit>"),
            CodeChange.of(
                    "an interface that is initialised with a class, for it has a default method",
                    """
                    class Step { int run() { new Special(); return State.max; } }
                    class State { static int max; static int set(int a) { max = a; return a; } }
                    interface Base { int MAX = State.set(«1|2»); default void other() {} }
                    class Special implements Base {}
                    """,
                    "changed Base.<clinit>"),
            CodeChange.of(
                    "an exception's superclass, by which it is caught",
                    """
                    class Step { int run() { try { throw new Missing(); } catch (Problem e) { return 1; } catch (RuntimeException e) { return 2; } } }
                    class Problem extends RuntimeException {}
                    class Missing extends «Problem|RuntimeException» {}
                    """,
                    "changed Missing",
                    "changed Missing.<init>"),
            CodeChange.of("an exception's message", """
                    class Step { void run() { throw new Missing(); } }
                    class Missing extends RuntimeException { @Override public String getMessage() { return "«1|2»"; } }
                    """, "changed Missing.getMessage"),
            CodeChange.of("an interface that a class of data comes to implement", """
                    class Step { boolean run() { Object a = new Row(); return a instanceof Marker; } }
                    interface Marker {}
                    class Row «|implements Marker» {}
                    """, "changed Row"),
            CodeChange.of("a constructor of a class that only inherits what is called", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { int max; int help() { return max; } }
                    class Special extends Helper { Special() { max = «1|2»; } }
                    """, "changed Special.<init>"),
            CodeChange.of(
                    "a field that comes to hide another one",
                    """
                    class Base { int max = 1; }
                    class Middle extends Base { «|int max = 2;» }
                    class Step extends Middle { int run() { return max; } }
                    """,
                    "changed Middle.<init>",
                    "removed Base.max",
                    "added Middle.max"),
            CodeChange.of("a method of a lambda's own interface, generic", """
                    class Step { Clean<String> clean; String run() { return clean.clean("a"); } }
                    interface Clean<T> { T clean(T a); }
                    class Cleans { static Clean<String> trim() { return String::«trim|strip»; } }
                    """, "changed Cleans.trim"),
            CodeChange.of("a varargs call", """
                    class Step { int run() { return Helper.sum(1, «2|3»); } }
                    class Helper { static int sum(int... all) { return all.length; } }
                    """, "changed Step.run"));

    ChangedDispatchTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
