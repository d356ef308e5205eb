package io.github.stepcache;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.stepcache.decision.Decision;
import io.github.stepcache.lock.LockMode;
import io.github.stepcache.lock.SharedLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a run is kept: all that it has left, or nothing, and nothing that others have left. */
class KeepingTests {

    @TempDir
    private Path around;

    private SharedStep step;

    @BeforeEach
    void setUp() {
        step = SharedStep.in(around).input("A");
    }

    @AfterEach
    void close() {
        step.close();
    }

    private void assertIsNotKept(StepCacheBuilder settings) {
        assertThat(settings.build().check(step.declaration().build()).isFresh()).isTrue();
        step.deleteOutputs();
        assertThat(step.run(settings.build()).executed()).isTrue();
    }

    /** Where the step runs in an empty directory, it leaves less. */
    @ParameterizedTest
    @EnumSource
    void outputsAmongWhichThereIsOneOfAnEarlierRunAreNotKept(OutputVerification verification) {
        StepCacheBuilder settings = step.settings().verifyOutputs(verification);
        step.run(settings.build());
        step.input("B");
        settings.build().run(step.declaration().build(), () -> {
            step.write("out/report.txt", "report of B");
            step.write("out/parts/deep/only-B.csv", "two,B");
            return "value of B";
        });

        assertIsNotKept(settings);
    }

    @ParameterizedTest
    @EnumSource
    void outputsThatAreAllWrittenAgainInTheirPlacesAreKept(OutputVerification verification) {
        StepCacheBuilder settings = step.settings().verifyOutputs(verification);
        step.run(settings.build());
        step.input("B");
        settings.build().run(step.declaration().build(), () -> {
            for (String file : step.outputs().keySet()) {
                if (Files.isRegularFile(step.path(file))) {
                    step.write(file, step.read(file));
                }
            }
            return "value of B";
        });
        step.deleteOutputs();

        assertThat(step.run(settings.build()).decision()).isInstanceOf(Decision.Restored.class);
        assertThat(step.outputs()).isEqualTo(SharedStep.outputsOf("A"));
    }

    @ParameterizedTest
    @EnumSource
    void linksAmongOutputsAreNotKept(OutputVerification verification) throws IOException {
        StepCacheBuilder settings = step.settings().verifyOutputs(verification);
        Path target = Files.writeString(around.resolve("target"), "x");
        settings.build().run(step.declaration().build(), () -> {
            step.work();
            step.link("out/parts/link", target);
            return "value of A";
        });
        step.delete("out/parts/link").deleteOutputs();

        assertThat(step.run(settings.build()).executed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void outputsThatCannotBeReadAsAWholeAreNotKept(OutputVerification verification) {
        StepCacheBuilder settings = step.settings().verifyOutputs(verification);
        settings.build().run(step.declaration().build(), () -> {
            step.work();
            step.link("out/parts/loop", Path.of("loop"));
            return "value of A";
        });
        step.delete("out/parts/loop").deleteOutputs();

        assertThat(step.run(settings.build()).executed()).isTrue();
    }

    @Test
    void runThatIsNotRememberedIsNotKept() {
        step.settings().build().run(step.declaration().build(), () -> {
            step.input("B");
            return step.work();
        });
        step.deleteOutputs().input("A");

        assertThat(step.run().executed()).isTrue();
    }

    /** Another machine may have run it meanwhile, with other outputs, which others have already. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runThatHasLostItsLockIsNotKept(boolean isStillHeld) {
        SharedLocks locks = (name, patience) -> Optional.of(new SharedLocks.SharedLock() {
            @Override
            public boolean isStillHeld() {
                return isStillHeld;
            }

            @Override
            public void close() {}
        });
        StepResult<String> result = step.run(
                step.settings().lock(LockMode.REGISTRY).sharedLocks(locks).build());
        assertThat(result.remembered()).isTrue();
        step.deleteOutputs();

        assertThat(step.run().executed()).isEqualTo(!isStillHeld);
    }

    @Test
    void storeThatCannotBeWrittenDoesNoHarmAndIsOneWarning() throws IOException {
        Files.writeString(around.resolve("store"), "a file");
        StepCache cache = step.settings().build();
        try (LogCapture log = new LogCapture()) {
            StepResult<String> result = step.run(cache);

            assertThat(result.remembered()).isTrue();
            assertThat(step.run(cache).decision()).isInstanceOf(Decision.Fresh.class);
            step.deleteOutputs();
            assertThat(step.run(cache).executed()).isTrue();
            assertThat(log.warnings()).singleElement(as(STRING)).contains("Outputs are not kept");
        }
    }
}
