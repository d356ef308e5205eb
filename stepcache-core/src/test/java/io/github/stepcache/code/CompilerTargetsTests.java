package io.github.stepcache.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One source compiled for other versions of Java, or with other options, is the same code. */
class CompilerTargetsTests {

    /** Of everything that compilers translate in ways of their own. */
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("plain", "int run(int a) { int b = a; for (int i = 0; i < a; i++) { b += i; } return b; }"),
            Map.entry("concatenation", "String run(int a, Object b) { return \"a\" + a + b + 'c' + 1.0; }"),
            Map.entry("lambda", "int run(int a) { IntSupplier b = () -> a + 1; return b.getAsInt(); }"),
            Map.entry(
                    "reference",
                    "Object run(List<String> a) { return a.stream().map(String::trim).toArray(String[]::new); }"),
            Map.entry("serializable", "Object run() { return (Supplier<String> & Serializable) () -> \"a\"; }"),
            Map.entry(
                    "anonymous",
                    "Object run(int a) { return new Object() { public String toString() { return \"a\" + a; } }; }"),
            Map.entry(
                    "anonymousUnused",
                    "Object run() { return new Object() { public String toString() { return \"a\"; } }; }"),
            Map.entry(
                    "anonymousInLambda",
                    "Object run() { Supplier<Object> a = () -> new Object() { int b = 1; }; return a.get(); }"),
            Map.entry(
                    "local",
                    "int run(int a) { class Row { int b = a; int twice() { return b * 2; } } return new Row().twice(); }"),
            Map.entry("inner", "int b; int run() { return new Inner().c(); } class Inner { int c() { return b; } }"),
            Map.entry("innerUnused", "int run() { return new Inner().c(); } class Inner { int c() { return 1; } }"),
            Map.entry(
                    "nested",
                    "int run() { return Nested.help(); } static class Nested { private static int help() { return 1; } }"),
            Map.entry("record", "String run() { record Row(int a, String b) {} return new Row(1, \"a\").toString(); }"),
            Map.entry(
                    "enumSwitch",
                    "enum Level { LOW, HIGH } int run(Level a) { return switch (a) { case LOW -> 1; case HIGH -> 2; }; }"),
            Map.entry(
                    "enumDefault",
                    "enum Level { LOW, HIGH } int run(Level a) { switch (a) { case LOW: return 1; default: return 2; } }"),
            Map.entry(
                    "enum",
                    "enum Level { LOW { int b() { return 1; } }; int b() { return 2; } } int run() { return Level.LOW.b(); }"),
            Map.entry(
                    "stringSwitch",
                    "int run(String a) { return switch (a) { case \"a\" -> 1; case \"b\" -> 2; default -> 3; }; }"),
            Map.entry(
                    "instanceOf",
                    "int run(Object a) { return a instanceof String b && !b.isEmpty() ? b.length() : 0; }"),
            Map.entry(
                    "tryWithResources",
                    "int run() throws Exception { try (Reader a = new StringReader(\"a\")) { return a.read(); } }"),
            Map.entry(
                    "tryFinally",
                    "int run(int a) { try { a /= a; } catch (RuntimeException b) { a = 1; } finally { a++; } return a; }"),
            Map.entry("synchronised", "int run() { synchronized (this) { return hashCode(); } }"),
            Map.entry("assertion", "int run(int a) { assert a > 0 : \"a\"; return a; }"),
            Map.entry(
                    "forEach",
                    "int run(List<Integer> a, int[] b) { int c = 0; for (int d : a) { c += d; } for (int d : b) { c += d; } return c; }"),
            Map.entry("generics", "<T extends Comparable<T>> T run(T a, T b) { return a.compareTo(b) > 0 ? a : b; }"),
            Map.entry(
                    "defaultMethod",
                    "interface Helping { private int a() { return 1; } default int b() { return a(); } }"
                            + " int run(Helping c) { return c.b(); }"),
            Map.entry("requireNonNull", "int run(Step a) { return a.new Inner().hashCode(); } class Inner {}"));

    @TempDir
    private Path directory;

    /** What compilers do otherwise for a newer version: leave out an outer object that is not used, and check more. */
    private static final Map<Integer, Set<String>> OTHERWISE = Map.of(
            17,
            Set.of(),
            21,
            Set.of(
                    "anonymous",
                    "anonymousInLambda",
                    "anonymousUnused",
                    "enumSwitch",
                    "innerUnused",
                    "local",
                    "requireNonNull"),
            25,
            Set.of(
                    "anonymous",
                    "anonymousInLambda",
                    "anonymousUnused",
                    "enumSwitch",
                    "inner",
                    "innerUnused",
                    "local",
                    "requireNonNull"));

    /** Those that the compiler of this Java can compile for. */
    static Stream<Integer> releases() {
        return Stream.of(17, 21, 25)
                .filter(release -> release <= Runtime.version().feature());
    }

    static Stream<List<String>> options() {
        return Stream.of(List.of("-g"), List.of("-g:none"), List.of("-g:lines"), List.of("-parameters"));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void codeIsTheSameForAnotherReleaseButForWhatIsTranslatedOtherwise(int release) throws Exception {
        assertThat(differences(List.of("--release", "17"), List.of("--release", Integer.toString(release))))
                .isEqualTo(OTHERWISE.get(release));
    }

    @ParameterizedTest
    @MethodSource("options")
    void codeIsTheSameWithTheseOptions(List<String> options) throws Exception {
        assertThat(differences(List.of(), options)).isEmpty();
    }

    private Set<String> differences(List<String> one, List<String> other) throws Exception {
        SortedMap<String, CodeFingerprint> before = fingerprints("one", one);
        SortedMap<String, CodeFingerprint> after = fingerprints("other", other);
        before.entrySet().removeAll(after.entrySet());
        return before.keySet();
    }

    private SortedMap<String, CodeFingerprint> fingerprints(String folder, List<String> options) throws Exception {
        Path classes = directory.resolve(folder);
        compile(options, classes);
        return fingerprints(classes);
    }

    static void compile(List<String> options, Path classes) throws IOException {
        String[] sources = METHODS.entrySet().stream()
                .map(entry -> "package " + entry.getKey().toLowerCase(Locale.ROOT) + "p;" + CodeChanges.HEAD
                        + "class Step { " + entry.getValue() + " }\n")
                .toArray(String[]::new);
        CompiledSources.with(options, sources).writeTo(classes);
    }

    static SortedMap<String, CodeFingerprint> fingerprints(Path classes) throws Exception {
        SortedMap<String, CodeFingerprint> fingerprints = new TreeMap<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            for (String name : METHODS.keySet()) {
                fingerprints.put(name, fingerprint(loader, name.toLowerCase(Locale.ROOT) + "p"));
            }
        }
        return fingerprints;
    }

    private static CodeFingerprint fingerprint(ClassLoader loader, String packageName)
            throws ReflectiveOperationException {
        Class<?> step = Class.forName(packageName + ".Step", false, loader);
        CodeFingerprint code = ApplicationCode.of(loader, Set.of(packageName))
                .fingerprint(step, CodeChanges.method(step), CodeScope.CALLS);
        assertThat(code.problems()).isEmpty();
        return code;
    }
}
