package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.spring.Startup;
import io.github.stepcache.spring.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StoreMisconfigurationTests {

    private static final String STORE = "stepcache.store.";
    private static final String FAILED = "APPLICATION FAILED TO START";
    private static final String OF_ITS_OWN = "It must be a directory of its own";
    private static final String CREDENTIAL = "open-sesame";

    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "enabled, perhaps, boolean",
        "directory, a\u0000b, Nul character",
        "directory, '', It must be a directory of its own",
        "directory, ., It must be a directory of its own",
        "max-size, much, DataSize",
        "max-size, 0B, must be more than zero",
        "max-size, -1B, must be more than zero",
        "max-age, old, Duration",
        "max-age, PT0S, must be more than zero",
        "remote.push, maybe, boolean",
        "remote.timeout, PT0S, must be more than zero",
        "remote.timeout, soon, Duration",
        "remote.attempts, 0, must be at least one",
        "remote.connections, 0, must be at least one",
        "remote.s3.checksums, sometimes, S3Checksums",
        "remote.s3.path-style, si, boolean",
    })
    void wrongValueFailsTheStartAndIsNamedWithItsProperty(
            String property, String value, String reason, CapturedOutput output) {
        assertThat(start(output, property + '=' + value)).contains(FAILED, STORE + property, value, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://cache/" + CREDENTIAL + ", must begin with http:// or https://",
        CREDENTIAL + ", must begin with http:// or https://",
        "http:" + CREDENTIAL + ", no host",
        "https:///" + CREDENTIAL + ", no host",
        "https://me:" + CREDENTIAL + "@cache/, user name or a password in it",
        "https://" + CREDENTIAL + "@cache/, user name or a password in it",
        "'https://cache/ " + CREDENTIAL + "', It is no address",
        "https://me:" + CREDENTIAL + "@cache:x/, user name or a password in it",
        "https://cache/?token=" + CREDENTIAL + ", without ? or #",
        "https://cache/#" + CREDENTIAL + ", without ? or #",
    })
    void wrongAddressIsRefusedAndNotShown(String url, String reason, CapturedOutput output) {
        for (String property : List.of("remote.http.url", "remote.s3.endpoint")) {
            assertThat(start(output, "remote.s3.bucket=b", property + '=' + url))
                    .contains(FAILED, '\'' + STORE + property + '\'', reason, "not shown")
                    .doesNotContain(CREDENTIAL);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remote.http.username=" + CREDENTIAL + " remote.http.url=http://cache | remote.http.password",
                "remote.http.password=" + CREDENTIAL + " remote.http.url=http://cache | remote.http.username",
                "remote.http.username=me remote.http.password=" + CREDENTIAL + " | remote.http.url",
                "remote.http.token=" + CREDENTIAL + " | remote.http.url",
                "remote.s3.access-key=" + CREDENTIAL + " remote.s3.bucket=b | remote.s3.secret-key",
                "remote.s3.secret-key=" + CREDENTIAL + " remote.s3.bucket=b | remote.s3.access-key",
                "remote.s3.access-key=me remote.s3.secret-key=" + CREDENTIAL + " | remote.s3.bucket",
                "remote.s3.endpoint=http://" + CREDENTIAL + " | remote.s3.bucket",
            })
    void settingThatNeedsAnotherOneNamesItAndNotItsValue(String settingsAndMissing, CapturedOutput output) {
        String[] parts = settingsAndMissing.split(" \\| ", -1);

        assertThat(start(output, parts[0].split(" ", -1)))
                .contains(FAILED, "It needs " + STORE + parts[1] + ", which is not set")
                .doesNotContain(CREDENTIAL);
    }

    @ParameterizedTest
    @CsvSource({
        "remote.http.token, a b",
        "remote.http.token, 'a\n'",
        "remote.s3.access-key, 'a\n'",
        "remote.s3.secret-key, ä"
    })
    void credentialThatCannotBeSentIsRefused(String property, String value, CapturedOutput output) {
        assertThat(start(output, property + '=' + CREDENTIAL + value))
                .contains(FAILED, '\'' + STORE + property + '\'', "visible ASCII characters")
                .doesNotContain(CREDENTIAL);
    }

    @Test
    void tokenBesideAUserNameIsRefused(CapturedOutput output) {
        assertThat(start(
                        output,
                        "remote.http.url=http://cache",
                        "remote.http.username=me",
                        "remote.http.password=x",
                        "remote.http.token=" + CREDENTIAL))
                .contains(FAILED, "not both")
                .doesNotContain(CREDENTIAL);
    }

    @Test
    void emptySecretDoesNotSwitchSignaturesOff(CapturedOutput output) {
        assertThat(start(output, "secret=")).contains(FAILED, "'stepcache.store.secret'", "It is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets", "remote.http.pasword", "remote.s3.secretkey2", "remote.s3.secret-key.a"})
    void misspeltPropertyIsNamedAndItsValueNotShown(String property, CapturedOutput output) {
        assertThat(start(output, property + '=' + CREDENTIAL))
                .contains(FAILED, '\'' + STORE + property + '\'', "left unbound")
                .doesNotContain(CREDENTIAL);
    }

    @Test
    void pushToNowhereIsRefused(CapturedOutput output) {
        assertThat(start(output, "enabled=true", "remote.push=true"))
                .contains(FAILED, "'stepcache.store.remote.push'", "There is no remote store to write to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"precious.txt", "precious.txt/store"})
    void fileInTheWayOfTheDirectoryIsNamed(String directory, CapturedOutput output) throws IOException {
        Path precious = Files.writeString(dir.resolve("precious.txt"), "precious");

        assertThat(start(output, "enabled=true", "directory=" + dir.resolve(directory)))
                .contains(FAILED, "'stepcache.store.directory'", "The file \"" + precious + "\" is in its way");
        assertThat(precious).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "sub/../..", "../..", "/"})
    void directoryAroundTheBaseDirectoryIsRefused(String directory, CapturedOutput output) {
        assertThat(start(output, "enabled=true", "directory=" + directory))
                .contains(FAILED, "'stepcache.store.directory'", OF_ITS_OWN);
    }

    @Test
    void linkToADirectoryAroundTheBaseDirectoryIsRefused(CapturedOutput output) throws IOException {
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.getParent());

        assertThat(start(output, "enabled=true", "directory=" + link))
                .contains(FAILED, "'stepcache.store.directory'", OF_ITS_OWN);
    }

    @Test
    void homeDirectoryAndWhatIsAroundItAreRefused(CapturedOutput output) {
        Path home = Path.of(System.getProperty("user.home"));

        for (Path directory : List.of(home, home.resolve("sub/.."), home.getRoot())) {
            assertThat(start(output, "enabled=true", "directory=" + directory))
                    .contains(FAILED, "'stepcache.store.directory'", OF_ITS_OWN);
        }
    }

    private String start(CapturedOutput output, String... settings) {
        return Startup.failure(
                output,
                new Workspace(dir),
                List.of(),
                Stream.of(settings).map(setting -> "--" + STORE + setting).toArray(String[]::new));
    }
}
