package io.github.stepcache.code;

import java.util.List;

/** Constants, initialisers, constructors and fields are code of the step as far as it uses what they make. */
class ChangedStateTests extends CodeChangeContract {

    private static final List<CodeChange> CHANGES = List.of(
            CodeChange.of("a constant of the class, inlined by the compiler", """
                    class Step { private static final int MAX = «1|2»; int run() { return MAX; } }
                    """, "changed Step.run"),
            CodeChange.of("a constant of another class, inlined by the compiler", """
                    class Step { String run() { return "at most " + Limits.MAX; } }
                    class Limits { static final String MAX = "«1|2»"; }
                    """, "changed Step.run"),
            CodeChange.of("a constant of an interface", """
                    class Step implements Limits { int run() { return MAX; } }
                    interface Limits { int MAX = «1|2»; }
                    """, "changed Step.run"),
            CodeChange.of(
                    "a constant of an interface that is no constant for the compiler", """
                    class Step implements Limits { int run() { return MAX; } }
                    interface Limits { Integer MAX = «1|2»; }
                    """, "changed Limits.<clinit>"),
            CodeChange.of("a static initialiser", """
                    class Step { static int max; static { max = «1|2»; } int run() { return max; } }
                    """, "changed Step.<clinit>"),
            CodeChange.of("a static initialiser of a helper", """
                    class Step { int run() { return Helper.help(); } }
                    class Helper { static final List<Integer> ALL = List.of(«1|2»); static int help() { return ALL.get(0); } }
                    """, "changed Helper.<clinit>"),
            CodeChange.of("a static initialiser that comes to a helper", """
                    class Step { int run() { return Helper.help(); } }
                    class Helper { static int max; «|static { max = 1; }» static int help() { return max; } }
                    """, "added Helper.<clinit>"),
            CodeChange.of("a static initialiser of a helper's superclass", """
                    class Step { int run() { return new Helper().help(); } }
                    class Base { static { System.setProperty("app.max", "«1|2»"); } }
                    class Helper extends Base { int help() { return Integer.getInteger("app.max"); } }
                    """, "changed Base.<clinit>"),
            CodeChange.of("what a static initialiser calls", """
                    class Step { static final int MAX = max(); int run() { return MAX; } static int max() { return «1|2»; } }
                    """, "changed Step.max"),
            CodeChange.of("a static initialiser of a class whose static field is read", """
                    class Step { int run() { return Limits.max; } }
                    class Limits { static int max = «1|2»; }
                    """, "changed Limits.<clinit>"),
            CodeChange.of("a static field read by the name of a subclass", """
                    class Step { int run() { return Limits.max; } }
                    class Base { static int max = «1|2»; }
                    class Limits extends Base {}
                    """, "changed Base.<clinit>"),
            CodeChange.of("a field initialiser of the step's class", """
                    class Step { int max = «1|2»; int run() { return max; } }
                    """, "changed Step.<init>"),
            CodeChange.of("an instance initialiser of the step's class", """
                    class Step { int max; { max = «1|2»; } int run() { return max; } }
                    """, "changed Step.<init>"),
            CodeChange.of("a field initialiser of a helper", """
                    class Step { int run() { return new Helper().help(); } }
                    class Helper { int max = «1|2»; int help() { return max; } }
                    """, "changed Helper.<init>"),
            CodeChange.of("a field initialiser of a helper that the container injects", """
                    class Step { Helper helper; Step(Helper helper) { this.helper = helper; } int run() { return helper.help(); } }
                    class Helper { int max = «1|2»; int help() { return max; } }
                    """, "changed Helper.<init>"),
            CodeChange.of("a constructor", """
                    class Step { int run() { return new Helper(1).help(); } }
                    class Helper { final int max; Helper(int max) { this.max = max + «1|2»; } int help() { return max; } }
                    """, "changed Helper.<init>"),
            CodeChange.of("a constructor of a superclass", """
                    class Step { int run() { return new Helper().help(); } }
                    class Base { int max; Base() { max = «1|2»; } }
                    class Helper extends Base { int help() { return max; } }
                    """, "changed Base.<init>"),
            CodeChange.of("what a constructor lets escape", """
                    class Step { int run() { return new Helper().max; } }
                    class Base { int max; Base() { max = max(); } int max() { return 0; } }
                    class Helper extends Base { @Override int max() { return «1|2»; } }
                    """, "changed Helper.max"),
            CodeChange.of("a method that the container calls after construction", """
                    @Retention(RetentionPolicy.RUNTIME) @interface PostConstruct {}
                    class Step { int max; @PostConstruct void open() { max = «1|2»; } int run() { return max; } }
                    """, "changed Step.open"),
            CodeChange.of("a setter that the container calls", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Autowired {}
                    class Step { int max; @Autowired void setMax(int max) { this.max = max + «1|2»; } int run() { return max; } }
                    """, "changed Step.setMax"),
            CodeChange.of("a value that the container injects", """
                    @Retention(RetentionPolicy.RUNTIME) @interface Value { String value(); }
                    class Step { @Value("«a|b»") String name; String run() { return name; } }
                    """, "changed Step.name"),
            CodeChange.of("the type of a field that is read", """
                    class Step { «int|Integer» max; String run() { return "" + max; } }
                    """, "changed Step.run", "changed Step.max"),
            CodeChange.of("the generic argument of a field that is read", """
                    class Step { List<«Integer|String»> all; int run() { return all.size(); } }
                    """, "changed Step.all"),
            CodeChange.of(
                    "what the superclass is",
                    """
                    class Step extends «First|Second» { int run() { return 1; } }
                    class First {}
                    class Second {}
                    """,
                    "changed Step",
                    "changed Step.<init>",
                    "removed First",
                    "removed First.<init>",
                    "added Second",
                    "added Second.<init>"),
            CodeChange.of("a method that makes an injected helper", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { int max; int help() { return max; } }
                    class Config { @org.springframework.context.annotation.Bean Helper helper() { Helper made = new Helper(); made.max = «1|2»; return made; } }
                    """, "changed Config.helper"),
            CodeChange.of("a method that makes an injected implementation from a library", """
                    class Step { Comparator<String> order; int run() { return order.compare("a", "b"); } }
                    class Config { @org.springframework.context.annotation.Bean Comparator<String> order() { return Comparator.«naturalOrder|reverseOrder»(); } }
                    """, "changed Config.order"),
            CodeChange.of("a method that makes another bean", """
                    class Step { Helper helper; int run() { return helper.help(); } }
                    class Helper { int help() { return 1; } }
                    class Config { @org.springframework.context.annotation.Bean Other other() { return new Other(«1|2»); } @org.springframework.context.annotation.Bean Helper helper() { return new Helper(); } }
                    class Other { Other(int max) {} }
                    """));

    ChangedStateTests() {
        super(CodeScope.CALLS, CHANGES);
    }
}
