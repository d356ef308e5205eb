package io.github.stepcache.demo.strikes;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.clean.Strike;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Service;

/** Counts the cleaned strikes by species, month, phase of flight and state, with what their repairs cost. */
@Service
public class StrikeStatistics {

    private final Workspace workspace;

    /** Count the strikes of a workspace. */
    public StrikeStatistics(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Write one file for each property that strikes are counted by. */
    @CachedStep(
            name = "strikes",
            inputs = "out/clean/birdstrikes",
            extensions = ".jsonl",
            outputDir = "out/strikes",
            requiredOutputs = {"by-species.jsonl", "by-month.jsonl", "by-phase.jsonl", "by-state.jsonl"})
    public void count() throws IOException {
        List<Strike> strikes = Jsonl.read(workspace.cleaned(Dataset.BIRDSTRIKES.title()), Strike.class);
        Jsonl.write(workspace.strikesBy("species"), StrikeGroups.bySpecies(strikes));
        Jsonl.write(workspace.strikesBy("month"), StrikeGroups.byMonth(strikes));
        Jsonl.write(workspace.strikesBy("phase"), StrikeGroups.byPhase(strikes));
        Jsonl.write(workspace.strikesBy("state"), StrikeGroups.byState(strikes));
    }
}
