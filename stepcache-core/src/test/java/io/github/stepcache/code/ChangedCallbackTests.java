package io.github.stepcache.code;

import java.util.List;

/** Libraries call back what the application passes to them: that is code of the step, though nothing of it calls it. */
class ChangedCallbackTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("a comparator", """
                    class Step { void run(List<String> all) { all.sort(new Order()); } }
                    class Order implements Comparator<String> { public int compare(String a, String b) { return «1|2»; } }
                    """, "changed Order.compare"),
            CodeChange.of("an anonymous comparator", """
                    class Step { void run(List<String> all) { all.sort(new Comparator<>() {
                      public int compare(String a, String b) { return «1|2»; } }); } }
                    """, "changed Step.run.anonymous1.compare"),
            CodeChange.of("an implementation of a library's interface that the step calls", """
                    class Step { Function<String, String> clean; String run() { return clean.apply("a"); } }
                    class Trim implements Function<String, String> { public String apply(String a) { return a.«trim|strip»(); } }
                    """, "changed Trim.apply"),
            CodeChange.of(
                    "an implementation of a library's interface, new",
                    """
                    class Step { Function<String, String> clean; String run() { return clean.apply("a"); } }
                    «|class Trim implements Function<String, String> { public String apply(String a) { return a; } }»
                    """,
                    "added Trim.apply",
                    "added Trim.<init>",
                    "added Trim"),
            CodeChange.of("an iterator behind for-each", """
                    class Step { int run() { int sum = 0; for (int a : new Numbers()) { sum += a; } return sum; } }
                    class Numbers implements Iterable<Integer> {
                      public Iterator<Integer> iterator() { return new Walk(); } }
                    class Walk implements Iterator<Integer> {
                      public boolean hasNext() { return false; } public Integer next() { return «1|2»; } }
                    """, "changed Walk.next"),
            CodeChange.of("toString, in a concatenation", """
                    class Step { Name name = new Name(); String run() { return "a" + name; } }
                    class Name { @Override public String toString() { return "«1|2»"; } }
                    """, "changed Name.toString"),
            CodeChange.of(
                    "toString of a record component that is a class of the application", """
                    class Step { String run() { return "a" + new Row(new Name()); } }
                    record Row(Name name) {}
                    class Name { @Override public String toString() { return "«1|2»"; } }
                    """, "changed Name.toString"),
            CodeChange.of("hashCode and equals, in a set", """
                    class Step { Set<Name> run() { return Set.of(new Name(), new Name()); } }
                    class Name { @Override public boolean equals(Object a) { return a == null || «true|false»; }
                      @Override public int hashCode() { return «1|2»; } }
                    """, "changed Name.equals", "changed Name.hashCode"),
            CodeChange.of("compareTo, in a sorted set", """
                    class Step { void run(Set<Object> all) { all.addAll(new TreeSet<>(List.of(new Name()))); } }
                    class Name implements Comparable<Name> { public int compareTo(Name a) { return «1|2»; } }
                    """, "changed Name.compareTo"),
            CodeChange.of("a getter that is read by reflection", """
                    class Step { Object run(Function<Object, String> json) { return json.apply(new Row()); } }
                    class Row { public int getMax() { return «1|2»; } public boolean isOpen() { return true; } }
                    """, "changed Row.getMax"),
            CodeChange.of("a getter of an element of a list", """
                    class Step { Supplier<List<Row>> rows; Object run() { return rows.get(); } }
                    class Row { public int getMax() { return «1|2»; } }
                    """, "changed Row.getMax"),
            CodeChange.of("an accessor of a record", """
                    class Step { Object run() { return new Row(1); } }
                    record Row(int max) { public int max() { return max + «1|2»; } }
                    """, "changed Row.max"),
            CodeChange.of("a field that serialisers read", """
                    class Step { Object run() { return new Row(); } }
                    class Row { public int «min|max»; }
                    """, "changed Row"),
            CodeChange.of("the type of a field that serialisers read", """
                    class Step { Object run() { return new Row(); } }
                    class Row { public List<«Integer|String»> all; }
                    """, "changed Row"),
            CodeChange.of("an annotation of a field that serialisers read", """
                    @Retention(RetentionPolicy.RUNTIME) @interface JsonProperty { String value(); }
                    class Step { Object run() { return new Row(); } }
                    class Row { @JsonProperty("«a|b»") public int max; }
                    """, "changed Row"),
            CodeChange.of("close() of try-with-resources", """
                    class Step { void run() throws Exception { try (Source source = new FileSource()) { source.hashCode(); } } }
                    interface Source extends AutoCloseable {}
                    class FileSource implements Source { public void close() { System.setProperty("app.max", "«1|2»"); } }
                    """, "changed FileSource.close"),
            CodeChange.of("a Runnable that an executor runs", """
                    class Step { void run(Executor executor) { executor.execute(new Task()); } }
                    class Task implements Runnable { public void run() { System.setProperty("app.max", "«1|2»"); } }
                    """, "changed Task.run"),
            CodeChange.of("a Thread", """
                    class Step { void run() throws Exception { Task task = new Task(); task.start(); task.join(); } }
                    class Task extends Thread { @Override public void run() { System.setProperty("app.max", "«1|2»"); } }
                    """, "changed Task.run"),
            CodeChange.of("a method of a library's abstract class", """
                    class Step { int run() throws IOException { return new BufferedReader(new Source()).read(); } }
                    class Source extends Reader { public int read(char[] a, int b, int c) { return «0|-1»; } public void close() {} }
                    """, "changed Source.read"),
            CodeChange.of(
                    "a method that a superclass of the application inherits to a callback", """
                    class Step { void run(Executor executor) { executor.execute(new Task()); } }
                    class Base { public void run() { System.setProperty("app.max", "«1|2»"); } }
                    class Task extends Base implements Runnable {}
                    """, "changed Base.run"),
            CodeChange.of("a callback of a subclass of what is mentioned", """
                    class Step { Supplier<Name> names; Object run() { return names.get(); } }
                    class Name {}
                    class Special extends Name { @Override public String toString() { return "«1|2»"; } }
                    """, "changed Special.toString"),
            CodeChange.of("a class that is only mentioned by a literal", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { public void setMax(int max) { System.setProperty("app.max", "«1|2»"); } }
                    """, "changed Row.setMax"),
            CodeChange.of("a constructor of a class that is only mentioned by a literal", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { int max; Row() { max = «1|2»; } }
                    """, "changed Row.<init>"),
            CodeChange.of("an element type of an array that is mentioned", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row[].class); } }
                    class Row { public void setMax(int max) { System.setProperty("app.max", "«1|2»"); } }
                    """, "changed Row.setMax"),
            CodeChange.of("serialisation hooks", """
                    class Step { void run(ObjectOutputStream out) throws IOException { out.writeObject(new Row()); } }
                    class Row implements Serializable {
                      private void writeObject(ObjectOutputStream out) throws IOException { out.write(«1|2»); } }
                    """, "changed Row.writeObject"),
            CodeChange.of("toString of the step's class, which is no data", """
                    class Step { int run() { return 1; } @Override public String toString() { return "«1|2»"; } }
                    """),
            CodeChange.of("toString of a step's class with a logger", """
                    class Step { static final System.Logger LOG = System.getLogger(Step.class.getName());
                      int run() { LOG.log(System.Logger.Level.INFO, "a"); return 1; } @Override public String toString() { return "«1|2»"; } }
                    """));

    ChangedCallbackTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
