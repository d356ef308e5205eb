package io.github.stepcache.demo.clean;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.demo.clean.CleaningSummary.Dropped;
import io.github.stepcache.demo.files.Csv;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Cleans a raw CSV file into typed JSON lines, one cached step a data set.
 *
 * <p>A file that is not CSV at all, or has lost a column, fails the step; a row with a cell that makes no sense is
 * dropped and named in the summary.
 */
@Service
public class Cleaning {

    private final Workspace workspace;

    /** Clean the files of a workspace. */
    public Cleaning(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Clean one data set: what the raw file writes in several ways comes out in one. */
    @CachedStep(
            name = "clean-#{#dataset}",
            inputs = "data/raw/#{#dataset}.csv",
            outputDir = "out/clean/#{#dataset}",
            requiredOutputs = {"#{#dataset}.jsonl", "#{#dataset}.summary.json"})
    public void clean(String dataset) throws IOException {
        Dataset kind = Dataset.named(dataset);
        List<Record> kept = new ArrayList<>();
        List<Dropped> dropped = new ArrayList<>();
        for (NamedCsvRecord row : Csv.read(workspace.raw(dataset))) {
            try {
                kept.add(kind.clean(new RawRow(row)));
            } catch (RowRejectedException e) {
                dropped.add(new Dropped(row.getStartingLineNumber(), e.getMessage()));
            }
        }
        int rowsIn = kept.size() + dropped.size();
        int repeated = kept.size() - new HashSet<>(kept).size();
        Jsonl.write(workspace.cleaned(dataset), kept);
        Jsonl.write(
                workspace.cleaningSummary(dataset),
                List.of(new CleaningSummary(dataset, rowsIn, kept.size(), repeated, dropped)));
    }
}
