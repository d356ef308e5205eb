package io.github.stepcache.fingerprint;

import static io.github.stepcache.fingerprint.Project.noMatch;
import static io.github.stepcache.fingerprint.Project.sha256;
import static io.github.stepcache.fingerprint.Project.unreadable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.stepcache.step.FileNames;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract 2.11: names of any kind work, and are never mixed up. */
class InputNamesTests {

    private Project project;

    @BeforeEach
    void startProject(@TempDir Path temp) {
        project = new Project(temp).in("base");
    }

    static Stream<String> names() {
        return Stream.of(
                "it's \"quoted\".csv",
                "two\nlines.csv",
                "tab\tbell\u0007.csv",
                "😀.csv",
                "e\u0301.csv",
                "é.csv",
                "\ufffd.csv",
                "\u202egpj.csv",
                "back\\slash.csv",
                " blank .csv",
                "-rf.csv",
                "~.csv",
                "$(x)`y`;&|<>.csv",
                "%41.csv",
                "a:b.csv",
                "*?[]{},!.csv",
                "x".repeat(251) + ".csv",
                "é".repeat(125) + ".csv");
    }

    @Test
    void namesOfAnyKindAreKeysAsTheyAre() {
        List<String> names = names().toList();
        names.forEach(name -> project.write("data/" + name, name));

        Fingerprint read = project.read("data");

        assertThat(read.problems()).isEmpty();
        assertThat(read.hashes()).hasSameSizeAs(names);
        assertThat(names).allSatisfy(name -> assertThat(read.hashes()).contains(entry("data/" + name, sha256(name))));
        assertThat(project.read("data/*.csv", "**").hashes()).isEqualTo(read.hashes());
    }

    @Test
    void namesOfAnyKindCanBeDeclared() {
        names().forEach(name -> {
            project.write("data/" + name, name);

            assertThat(project.keys(project.step().inputPaths(Path.of("data", name))))
                    .containsExactly("data/" + name);
        });
    }

    @Test
    void composedAndDecomposedNamesAreTwoFilesWhereTheFileSystemSaysSo() {
        project.write("caf\u00e9", "one");
        project.write("cafe\u0301", "two");

        assertThat(project.read("caf\u00e9").hashes()).containsExactly(entry("caf\u00e9", sha256("one")));
        assertThat(project.read("cafe\u0301").hashes()).containsExactly(entry("cafe\u0301", sha256("two")));
        assertThat(project.keys("caf\u00e9*")).containsExactly("cafe\u0301", "caf\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data/*.csv", "data/?.csv", "data/[!a].csv", "**", "d*/*"})
    @EnabledOnOs(OS.LINUX)
    void namesThatAreNoTextAreReported(String input) {
        project.shell("mkdir data; touch data/a.csv; touch \"data/$(printf '\\377').csv\"");

        assertThat(project.problems(input)).containsExactly(unreadable("data/\ufffd.csv", FileNames.UNFAITHFUL));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twoNamesThatPrintAlikeAreNotMixedUp() {
        project.shell("mkdir data; touch \"data/$(printf '\\377')\" \"data/$(printf '\\376')\"");
        project.write("data/\ufffd", "the name that both print as");

        Fingerprint read = project.read("data", "data/\ufffd");

        assertThat(read.problems()).containsExactly(unreadable("data/\ufffd", FileNames.UNFAITHFUL));
        assertThat(read.hashes()).containsExactly(entry("data/\ufffd", sha256("the name that both print as")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void directoriesWhoseNamesAreNoTextAreReported() {
        project.shell("mkdir -p \"data/$(printf '\\377')/x\"; touch \"data/$(printf '\\377')/x/a.csv\"");

        for (String input : List.of("data", "data/**/a.csv", "data/*/*/a.csv", "data/?/x/a.csv")) {
            assertThat(project.problems(input)).containsExactly(unreadable("data/\ufffd", FileNames.UNFAITHFUL));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nameThatIsNoTextIsNoProblemWhereTheGlobCannotMeanIt() {
        project.shell("mkdir data; touch data/a.csv \"data/$(printf '\\377').txt\" \"data/.$(printf '\\377').csv\"");

        assertThat(project.keys("data/*.csv")).containsExactly("data/a.csv");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void inTheLocaleCNamesWithAccentsAreReportedAndNeverSkipped() throws Exception {
        project.shell(
                "mkdir data; touch data/a.csv \"data/$(printf 'caf\\303\\251').csv\" \"$(printf '\\303\\251').csv\"");
        String problem = " " + FileNames.UNFAITHFUL;

        assertThat(readInLocaleC("data")).containsExactly("data/a.csv", "data/caf\ufffd\ufffd.csv" + problem);
        assertThat(readInLocaleC("data/*.csv")).containsExactly("data/a.csv", "data/caf\ufffd\ufffd.csv" + problem);
        assertThat(readInLocaleC("data/{a,caf?}.csv"))
                .containsExactly("data/a.csv", "data/caf\ufffd\ufffd.csv" + problem);
        assertThat(readInLocaleC("?.csv")).containsExactly("\ufffd\ufffd.csv" + problem);
        assertThat(readInLocaleC("data/a.csv", "data/a*")).containsExactly("data/a.csv");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void inTheLocaleCAnInputWithAnAccentIsReported() throws Exception {
        project.shell("touch a.csv \"$(printf '\\303\\251').csv\"");

        assertThat(readInLocaleC("\u00e9.csv")).singleElement().asString().startsWith("\u00e9.csv this file system");
        assertThat(readInLocaleC("[\u00e9].csv")).containsExactly("\ufffd\ufffd.csv " + FileNames.UNFAITHFUL);
        assertThat(readInLocaleC("{a,\u00e9}.csv"))
                .containsExactly("a.csv", "\ufffd\ufffd.csv " + FileNames.UNFAITHFUL);
    }

    @Test
    void tooLongNameIsReported() {
        String name = "x".repeat(300);

        assertThat(project.problems(name)).singleElement().asString().contains("File name too long");
        assertThat(project.problems(name + "/*")).isNotEmpty();
    }

    @Test
    @Timeout(30)
    void inputOfManyThousandNamesIsReported() {
        String input = "a/".repeat(5_000) + "b";

        assertThat(project.problems(input)).hasSize(1);
        assertThat(project.problems(input + "/*")).isNotEmpty();
    }

    @Test
    void emptyDirectoryIsNoMatchHoweverItIsCalled() {
        project.directory("d\n");

        assertThat(project.problems("d\n")).containsExactly(noMatch("d\n"));
    }

    /** Read inputs in a new virtual machine whose locale knows ASCII only: keys, then keys with problems. */
    private List<String> readInLocaleC(String... inputs) throws IOException, InterruptedException {
        String classPath = Stream.of(InputReader.class, InputNamesTests.class)
                .map(InputNamesTests::home)
                .collect(Collectors.joining(System.getProperty("path.separator")));
        // Command lines are encoded as the locale has it, and so are they here.
        List<String> arguments = Stream.of(inputs).map(InputNamesTests::escaped).toList();
        ProcessBuilder child = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                InLocaleC.class.getName(),
                project.path("").toString());
        child.command().addAll(arguments);
        child.environment().put("LC_ALL", "C");
        Process process = child.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines().toList();
    }

    private static String escaped(String text) {
        return text.chars()
                .mapToObj(unit -> unit < 0x80 ? Character.toString(unit) : String.format("\\u%04x", unit))
                .collect(Collectors.joining());
    }

    private static String home(Class<?> type) {
        CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the new virtual machine runs: prints keys and problems in UTF-8, one a line. */
    static final class InLocaleC {

        private InLocaleC() {}

        public static void main(String[] arguments) {
            String[] inputs =
                    Stream.of(arguments).skip(1).map(InLocaleC::unescaped).toArray(String[]::new);
            Fingerprint read = new Project(Path.of(arguments[0])).read(inputs);
            StringBuilder lines = new StringBuilder();
            read.hashes().keySet().forEach(key -> lines.append(key).append('\n'));
            for (InputProblem problem : read.problems()) {
                lines.append(
                                problem instanceof InputProblem.Unreadable unreadable
                                        ? unreadable.key() + " " + unreadable.problem()
                                        : problem)
                        .append('\n');
            }
            System.out.writeBytes(lines.toString().getBytes(UTF_8));
        }

        private static String unescaped(String text) {
            return Pattern.compile("\\\\u(....)")
                    .matcher(text)
                    .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
        }
    }
}
