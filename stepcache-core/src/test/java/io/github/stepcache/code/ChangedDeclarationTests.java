package io.github.stepcache.code;

import java.util.List;

/** Enums, records and annotations: what they declare is code where the step uses it. */
class ChangedDeclarationTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("the body of an enum constant", """
                    class Step { int run(Level level) { return level.rank(); } }
                    enum Level { LOW { int rank() { return «1|2»; } }, HIGH { int rank() { return 3; } }; abstract int rank(); }
                    """, "changed Level.anonymous1.rank"),
            CodeChange.of("the order of enum constants", """
                    class Step { int run() { return Level.LOW.ordinal(); } }
                    enum Level { «LOW, HIGH|HIGH, LOW» }
                    """, "changed Level.<clinit>", "changed Level"),
            CodeChange.of("an enum constant added", """
                    class Step { int run() { return Level.values().length; } }
                    enum Level { LOW, HIGH«|, TOP» }
                    """, "changed Level.<clinit>", "changed Level", "added Level.TOP"),
            CodeChange.of("an argument of an enum constant", """
                    class Step { int run(Level level) { return level.rank; } }
                    enum Level { LOW(«1|2»); final int rank; Level(int rank) { this.rank = rank; } }
                    """, "changed Level.<clinit>"),
            CodeChange.of("a switch over an enum", """
                    class Step { int run(Level level) { switch (level) { case LOW: return «1|2»; default: return 3; } } }
                    enum Level { LOW, HIGH }
                    """, "changed Step.run"),
            CodeChange.of("the constant of a switch over an enum", """
                    class Step { int run(Level level) { switch (level) { case «LOW|HIGH»: return 1; default: return 3; } } }
                    enum Level { LOW, HIGH }
                    """, "changed Step.run"),
            CodeChange.of("two constants of a switch over an enum change places", """
                    class Step { int run(Level level) { return switch (level) { case «LOW|HIGH» -> 1; case «HIGH|LOW» -> 2; }; } }
                    enum Level { LOW, HIGH }
                    """, "changed Step.run"),
            CodeChange.of("a switch over an enum in another method, before", """
                    class Step { «|int other(Level level) { return switch (level) { case TOP -> 2; case HIGH -> 3; default -> 0; }; }»
                      int run(Level level) { return switch (level) { case LOW -> 1; case HIGH -> 2; default -> 3; }; } }
                    enum Level { LOW, HIGH, TOP }
                    """),
            CodeChange.of("a switch over another enum in another method, before", """
                    class Step { «|int other(Mode mode) { return switch (mode) { case OFF -> 2; case ON -> 3; }; }»
                      int run(Level level) { return switch (level) { case LOW -> 1; case HIGH -> 2; }; } }
                    enum Level { LOW, HIGH }
                    enum Mode { ON, OFF }
                    """),
            CodeChange.of("a switch over strings", """
                    class Step { int run(String a) { return switch (a) { case "«Aa|x»" -> 1; case "BB" -> 2; default -> 3; }; } }
                    """, "changed Step.run"),
            CodeChange.of("a switch over numbers", """
                    class Step { int run(int a) { return switch (a) { case «1|2» -> 1; case 5 -> 2; default -> 3; }; } }
                    """, "changed Step.run"),
            CodeChange.of(
                    "a record component added",
                    """
                    class Step { String run() { return new Row(1«|, 2»).toString(); } }
                    record Row(int min«|, int max») {}
                    """,
                    "changed Step.run",
                    "changed Row",
                    "changed Row.<init>",
                    "changed Row.toString",
                    "changed Row.equals",
                    "changed Row.hashCode",
                    "added Row.max"),
            CodeChange.of(
                    "a record component renamed",
                    """
                    class Step { String run() { return "" + new Row(1); } }
                    record Row(int «min|max») {}
                    """,
                    "changed Row",
                    "changed Row.<init>",
                    "changed Row.toString",
                    "changed Row.equals",
                    "changed Row.hashCode",
                    "removed Row.min",
                    "added Row.max"),
            CodeChange.of("a compact constructor", """
                    class Step { int run() { return new Row(1).max(); } }
                    record Row(int max) { Row { max = max + «1|2»; } }
                    """, "changed Row.<init>"),
            CodeChange.of("a method of a local record", """
                    class Step { int run() { record Row(int max) { int twice() { return max * «2|3»; } } return new Row(1).twice(); } }
                    """, "changed Step.run.Row.twice"),
            CodeChange.of("a method of a local class", """
                    class Step { int run() { class Row { int twice() { return «2|3»; } } return new Row().twice(); } }
                    """, "changed Step.run.Row.twice"),
            CodeChange.of("a local class of the same name in another method, before", """
                    class Step { «|int other() { class Row { int twice() { return 5; } } return new Row().twice(); }»
                      int run() { class Row { int twice() { return 2; } } return new Row().twice(); } }
                    """),
            CodeChange.of("an anonymous class in another method, before", """
                    class Step { «|Object other() { return new Object() { public String toString() { return "a"; } }; }»
                      Object run() { return new Object() { public String toString() { return "b"; } }; } }
                    """),
            CodeChange.of("an anonymous class in another method, before, within which one is", """
                    class Step { «|Object other() { return new Object() { Object a = new Object() {}; }; }»
                      Object run() { return new Object() { Object a = new Object() { int b = 2; }; }; } }
                    """),
            CodeChange.of("an annotation on the step's class that the step reads", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    @Mark(«1|2»)
                    class Step { int run() { return getClass().getAnnotation(Mark.class).value(); } }
                    """, "changed Step"),
            CodeChange.of("an annotation on a class that the step reads", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    class Step { int run(Object a) { return a.getClass().getAnnotation(Mark.class).value(); } }
                    @Mark(«1|2») class Row {}
                    """, "changed Row"),
            CodeChange.of("an annotation on a method that the step reads", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    class Step { int run(Object a) throws Exception {
                      return a.getClass().getDeclaredMethod("other").getAnnotation(Mark.class).value(); } }
                    class Row { @Mark(«1|2») void other() {} }
                    """, "changed Row.other"),
            CodeChange.of("an annotation on a field that the step reads", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    class Step { int run(Object a) throws Exception {
                      return a.getClass().getDeclaredField("other").getAnnotation(Mark.class).value(); } }
                    class Row { @Mark(«1|2») int other; }
                    """, "changed Row.other"),
            CodeChange.of("an annotation's default that the step reads", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value() default «1|2»; }
                    @Mark
                    class Step { int run() { return Step.class.getAnnotation(Mark.class).value(); } }
                    """, "changed Mark", "changed Mark.value"),
            CodeChange.of("an annotation on the step's method", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Mark { int value(); }
                    class Step { @Mark(«1|2») int run() { return 1; } }
                    """, "changed Step.run"),
            CodeChange.of("an annotation of an abstract method", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Query { String value(); }
                    class Step { Rows rows; int run() { return rows.count(); } }
                    interface Rows { @Query("«a|b»") int count(); }
                    """, "changed Rows.count"),
            CodeChange.of("a static enum in an interface", """
                    class Step { int run() { return Limits.Level.LOW.rank; } }
                    interface Limits { enum Level { LOW(«1|2»); final int rank; Level(int rank) { this.rank = rank; } } }
                    """, "changed Limits.Level.<clinit>"));

    ChangedDeclarationTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
