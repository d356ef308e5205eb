package io.github.stepcache.code;

import java.util.List;

/** What libraries and the step itself read by reflection of types that the step names, however it names them. */
class ChangedReflectionTests extends CodeChangeContract {

    private static final String MARK = "@Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }\n";

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("an annotation that the step finds among all, and casts", MARK + """
                    class Step { int run(Object a) { int sum = 0; for (Annotation each : a.getClass().getAnnotations()) {
                      if (each instanceof Mark mark) { sum += mark.value(); } } return sum; } }
                    @Mark(«1|2») class Row {}
                    """, "changed Row"),
            CodeChange.of("an annotation that is repeated", """
                    class Step { int run(Object a) { return a.getClass().getAnnotationsByType(Mark.class).length; } }
                    @Retention(RetentionPolicy.RUNTIME) @Repeatable(Marks.class) @interface Mark { int value(); }
                    @Retention(RetentionPolicy.RUNTIME) @interface Marks { Mark[] value(); }
                    @Mark(0) @Mark(«1|2») class Row {}
                    """, "changed Row"),
            CodeChange.of("an annotation on a parameter that the step reads", MARK + """
                    class Step { int run(Object a) { return a.getClass().getDeclaredMethods()[0].getParameters()[0]
                      .getAnnotation(Mark.class).value(); } }
                    class Row { void other(@Mark(«1|2») int a) {} }
                    """, "changed Row.other"),
            CodeChange.of(
                    "an annotation on a record component that the step reads",
                    MARK + """
                    class Step { int run(Object a) { return a.getClass().getRecordComponents()[0].getAnnotation(Mark.class).value(); } }
                    record Row(@Mark(«1|2») int other) {}
                    """,
                    "changed Row.<init>",
                    "changed Row.other"),
            CodeChange.of("an annotation on a constructor that the step reads", MARK + """
                    class Step { int run(Object a) { return a.getClass().getDeclaredConstructors()[0].getAnnotation(Mark.class).value(); } }
                    class Row { @Mark(«1|2») Row() {} }
                    """, "changed Row.<init>"),
            CodeChange.of("an annotation on an enum constant that the step reads", MARK + """
                    class Step { int run(Enum<?> a) throws Exception {
                      return a.getDeclaringClass().getField(a.name()).getAnnotation(Mark.class).value(); } }
                    enum Level { @Mark(«1|2») LOW }
                    """, "changed Level.LOW"),
            CodeChange.of("an annotation that stands for the one the step reads", """
                    class Step { int run(Object a) { return a.getClass().getAnnotation(Special.class).annotationType()
                      .getAnnotation(Mark.class).value(); } }
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    @Retention(RetentionPolicy.RUNTIME) @Mark(«1|2») @interface Special {}
                    @Special class Row {}
                    """, "changed Special"),
            CodeChange.of("a class that an annotation names", """
                    class Step { Object run(Row a) throws Exception { return a.getClass().getAnnotation(Made.class).value()
                      .getDeclaredConstructor().newInstance(); } }
                    @Retention(RetentionPolicy.RUNTIME) @interface Made { Class<? extends Supplier<Integer>> value(); }
                    @Made(Maker.class) class Row {}
                    class Maker implements Supplier<Integer> { public Integer get() { return «1|2»; } }
                    """, "changed Maker.get"),
            CodeChange.of(
                    "a getter of elements that only the generic return type of a called method names",
                    """
                    class Step { Rows rows; Object run(Function<Object, Object> json) { return json.apply(rows.all()); } }
                    interface Rows { List<Row> all(); }
                    class Row { public int getMax() { return «1|2»; } }
                    """,
                    "changed Row.getMax"),
            CodeChange.of(
                    "a getter of a type that only the type argument of an interface names", """
                    class Step { Rows rows; Object run(Function<Object, Object> json) { return json.apply(rows.get()); } }
                    interface Rows extends Supplier<Row> {}
                    class Row { public int getMax() { return «1|2»; } }
                    """, "changed Row.getMax"),
            CodeChange.of("a type token", """
                    class Step { Object run(Function<Object, Object> json) { return json.apply(new Token<List<«Integer|String»>>() {}); } }
                    abstract class Token<T> {}
                    """, "changed Step.run.anonymous1"),
            CodeChange.of("a getter of a type that only a type token names", """
                    class Step { Object run(Function<Object, Object> json) { return json.apply(new Token<List<Row>>() {}); } }
                    abstract class Token<T> {}
                    class Row { public int getMax() { return «1|2»; } }
                    """, "changed Row.getMax"),
            CodeChange.of("the generic type of a setter", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { private Object all; public void setAll(List<«Integer|String»> all) { this.all = all; } }
                    """, "changed Row.setAll"),
            CodeChange.of("the generic type of a getter", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { public List<«Integer|String»> getAll() { return List.of(); } }
                    """, "changed Row.getAll"),
            CodeChange.of("a static factory that converters find by its name", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { int max; public static Row valueOf(String text) { Row made = new Row(); made.max = «1|2»; return made; } }
                    """, "changed Row.valueOf"),
            CodeChange.of("a static factory that is annotated for a library", """
                    class Step { Object run(Function<Class<?>, Object> json) { return json.apply(Row.class); } }
                    class Row { int max; @jdk.jfr.Name("a")
                      public static Row of(String text) { Row made = new Row(); made.max = «1|2»; return made; } }
                    """, "changed Row.of"),
            CodeChange.of("a class whose objects a service loader makes", """
                    class Step { int run() { int sum = 0; for (Source a : ServiceLoader.load(Source.class)) { sum += a.read(); } return sum; } }
                    interface Source { int read(); }
                    class FileSource implements Source { public int read() { return «1|2»; } }
                    """, "changed FileSource.read"),
            CodeChange.of("a superclass's method of data that nobody names", """
                    class Step { Object run() { return new Row(); } }
                    class Base { public int getMax() { return «1|2»; } }
                    class Row extends Base {}
                    """, "changed Base.getMax"),
            CodeChange.of("a default getter of data", """
                    class Step { Object run() { return new Row(); } }
                    interface Base { default int getMax() { return «1|2»; } }
                    class Row implements Base {}
                    """, "changed Base.getMax"));

    ChangedReflectionTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
