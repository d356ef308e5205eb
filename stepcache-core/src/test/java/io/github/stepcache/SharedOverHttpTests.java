package io.github.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.store.http.Fault;
import io.github.stepcache.store.http.FaultyServer;
import io.github.stepcache.store.http.HttpStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step on machines that share a store over HTTP: it runs once for all, and where the server does not help, once each. */
@Timeout(120)
class SharedOverHttpTests {

    @TempDir
    private Path machines;

    private FaultyServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new FaultyServer();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void whatRanOnOneMachineIsRestoredOnTheOthers() {
        SharedStep one = machine("one");
        run(one, "a", true);
        run(one, "b", true);

        SharedStep two = machine("two");
        run(two, "a", false);
        run(two, "b", false);
        run(two, "a", false);
        run(two, "c", true);
        run(one, "c", false);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"SILENT", "CUT_BODY", "WRONG_BYTES", "ECHO", "STATUS_403", "STATUS_404", "STATUS_412", "STATUS_500"
            })
    void stepRunsWhereTheServerDoesNotHelp(Fault fault) throws IOException {
        run(machine("one"), "a", true);
        server.haveAlways(fault);
        SharedStep two = machine("two");
        run(two, "a", true);
        run(two, "b", true);
        run(two, "a", false);

        server.recover();
        run(machine("three"), "a", false);
    }

    @Test
    void stepRunsWhereNobodyListens() throws IOException {
        run(machine("one"), "a", true);
        server.refuse();
        run(machine("two"), "a", true);

        server.recover();
        run(machine("three"), "a", false);
    }

    /** Run the step, or see that it need not run; what it leaves and returns is the same. */
    private void run(SharedStep step, String input, boolean runs) {
        int before = step.runs();
        try (var store = step.store()
                .remote(HttpStore.at(server.uri())
                        .timeout(Duration.ofMillis(300))
                        .build())
                .push(true)
                .attempts(1)
                .build()) {
            StepResult<String> result =
                    step.input(input).run(step.settings().store(store).build());

            assertThat(result.value()).isEqualTo(SharedStep.value(input));
            assertThat(step.outputs()).containsAllEntriesOf(SharedStep.outputsOf(input));
            assertThat(step.runs() - before).isEqualTo(runs ? 1 : 0);
        }
    }

    private SharedStep machine(String name) {
        return SharedStep.in(machines.resolve(name));
    }
}
