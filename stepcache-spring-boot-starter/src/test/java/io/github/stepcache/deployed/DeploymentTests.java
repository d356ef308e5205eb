package io.github.stepcache.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of a step is the same however the application is packed, proxied, woven and started (issue 6.5). */
class DeploymentTests {

    @TempDir
    private static Path dir;

    private static BuiltApplication application;
    private static List<String> plain = List.of();

    @BeforeAll
    static void build() throws Exception {
        // A folder with a name that has to be written in another way in a URL.
        Path classes = new SampleSources()
                .compile(Files.createDirectories(dir.resolve("a b%20[é]")).resolve("classes"));
        application = new BuiltApplication(dir, classes);
        plain = code(application.run(List.of(), List.of(), base("plain")));
    }

    private static String base(String name) throws Exception {
        return "--stepcache.base-dir=" + Files.createDirectories(dir.resolve("base-" + name));
    }

    /** The fingerprint, as the application prints it. */
    private static List<String> code(List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("CODE ") || line.startsWith("KIND ") || line.startsWith("PROBLEM "))
                .toList();
    }

    private static List<String> decisions(List<String> output) {
        return output.stream().filter(line -> line.startsWith("DECISION ")).toList();
    }

    @Test
    void codeIsAllThatTheStepReaches() {
        assertThat(plain)
                .contains("KIND calls 1")
                .noneMatch(line -> line.startsWith("PROBLEM "))
                .anyMatch(line -> line.startsWith("CODE com.acme.Dictionary.profile "))
                .anyMatch(line -> line.startsWith("CODE com.acme.Rules.label "))
                .anyMatch(line -> line.startsWith("CODE com.acme.Kind.<clinit> "))
                .noneMatch(line -> line.contains("Unrelated") || line.contains("somethingElse"));
    }

    @Test
    void proxiedByInterface() throws Exception {
        assertThat(code(application.run(
                        List.of(), List.of(), base("interface"), "--spring.aop.proxy-target-class=false")))
                .isEqualTo(plain);
    }

    @Test
    void wovenWhenItIsLoaded() throws Exception {
        List<String> output = application.runWoven(base("woven"));
        assertThat(output).anyMatch(line -> line.contains("profile())' in Type 'com.acme.Dictionary'"));
        assertThat(code(output)).isEqualTo(plain);
    }

    @Test
    void processedAheadOfTime() throws Exception {
        assertThat(code(application.runAheadOfTime(base("aot")))).isEqualTo(plain);
    }

    @Test
    void restartedByDevtools() throws Exception {
        List<String> output = application.runWithDevtools(base("devtools"), "--debug");
        assertThat(output).anyMatch(line -> line.contains("restartedMain"));
        assertThat(code(output)).isEqualTo(plain);
    }

    @Test
    void packedAndUnpackedAreFreshForEachOther() throws Exception {
        String[] arguments = {base("packed"), "--stepcache.code-libraries=true"};

        List<String> executable = application.runExecutable(arguments);
        assertThat(code(executable)).isEqualTo(plain);
        assertThat(decisions(executable)).singleElement().asString().contains("stale");

        for (List<String> other : List.of(
                application.runExecutable(arguments),
                application.runUnpacked(arguments),
                application.run(List.of(), List.of(), arguments),
                application.runFromManifest(arguments),
                application.runWithDevtools(arguments))) {
            assertThat(decisions(other)).singleElement().asString().startsWith("DECISION fresh");
        }
    }
}
