package io.github.stepcache.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.stepcache.demo.console.StepRow.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTableTests {

    @Test
    void theTableShowsEveryStepAndTheTotal() {
        String table = StepTable.render(List.of(
                new StepRow("dictionary", Outcome.STALE, "input changed", 3, Duration.ofMillis(412), Duration.ZERO),
                new StepRow(
                        "clean-flights-airport",
                        Outcome.FRESH,
                        "nothing changed since 2026-11-22T16:40:12Z",
                        1,
                        Duration.ofMillis(2),
                        Duration.ofMillis(1_250)),
                new StepRow(
                        "traffic",
                        Outcome.RESTORED,
                        "from local; output \"traffic.json\" is missing",
                        2,
                        Duration.ofMillis(12),
                        Duration.ofMillis(40)),
                new StepRow(
                        "a-step-with-a-very-long-name",
                        Outcome.FAILED,
                        "no space left",
                        -1,
                        Duration.ofSeconds(61),
                        Duration.ZERO)));

        assertThat(table).isEqualTo("""
                        step                    state     why                                                       inputs       time      saved
                        ------------------------------------------------------------------------------------------------------------------------
                        dictionary              stale     input changed                                                  3     412 ms          -
                        clean-flights-airport   fresh     nothing changed since 2026-11-22T16:40:12Z                     1       2 ms      1.3 s
                        traffic                 restored  from local; output "traffic.json" is missing                   2      12 ms      40 ms
                        a-step-with-a-very-...  failed    no space left                                                  -     1m 01s          -
                        ------------------------------------------------------------------------------------------------------------------------
                        total                             1 of 4 steps fresh, 1 restored                                       1m 01s      1.3 s
                        """);
    }

    @Test
    void aLongReasonIsCut() {
        String table = StepTable.render(
                List.of(new StepRow("report", Outcome.STALE, "x".repeat(500), 3, Duration.ZERO, Duration.ZERO)));

        assertThat(table.lines()).allMatch(line -> line.length() <= 120).anyMatch(line -> line.contains("xxx...  "));
    }
}
