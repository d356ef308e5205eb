package io.github.stepcache.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.spring.Startup;
import io.github.stepcache.spring.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MisconfigurationTests {

    @TempDir
    private Path dir;

    @Test
    void unknownPropertyFailsTheStartAndIsNamed(CapturedOutput output) {
        assertThat(start(output, "--stepcache.froce=true"))
                .contains("APPLICATION FAILED TO START", "stepcache.froce", "were left unbound");
    }

    @Test
    void baseDirectoryThatDoesNotExistIsNamed(CapturedOutput output) {
        assertThat(start(output, "--stepcache.base-dir=" + dir.resolve("nowhere")))
                .contains(
                        "APPLICATION FAILED TO START",
                        "'stepcache.base-dir'",
                        "There is no such directory: " + dir.resolve("nowhere"));
    }

    @Test
    void forceWithAValueIsRefusedAndTheOtherPropertyNamed(CapturedOutput output) {
        assertThat(start(output, "--force=clean"))
                .contains("APPLICATION FAILED TO START", "'clean'", "--stepcache.force-steps=clean");
    }

    @ParameterizedTest
    @CsvSource({
        "stepcache.enabled, perhaps, boolean",
        "stepcache.force, si, boolean",
        "stepcache.lock, flie, LockMode",
        "stepcache.lock-timeout, soon, Duration",
        "stepcache.lock-timeout, PT0S, must be more than zero",
        "stepcache.lock-timeout, PT-5S, must be more than zero",
        "stepcache.fingerprint, time, FingerprintMode",
        "stepcache.code, all, CodeScope",
        "stepcache.code-packages, com.acme.*, is not the name of a package",
        "stepcache.code-libraries, some, boolean",
        "stepcache.hash-threads, 0, must be at least one",
        "stepcache.hash-threads, many, Integer",
        "stepcache.outputs.verify, hash, OutputVerification",
        "stepcache.outputs.missing, ignore, MissingOutputs",
        "stepcache.order, first, Integer",
        "stepcache.report.file, a\u0000b, Nul character",
        "stepcache.force-steps, [a, cannot be parsed",
        "stepcache.excludes, ../x, climbs out",
        "stepcache.excludes, {a, cannot be parsed",
    })
    void wrongValueFailsTheStartAndIsNamedWithItsProperty(
            String property, String value, String reason, CapturedOutput output) {
        assertThat(start(output, "--" + property + '=' + value))
                .contains("APPLICATION FAILED TO START", property, value, reason);
    }

    private String start(CapturedOutput output, String argument) {
        return Startup.failure(output, new Workspace(dir), List.of(), argument);
    }
}
