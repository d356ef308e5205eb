package io.github.stepcache.demo.report;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.demo.files.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import org.springframework.stereotype.Service;

/** Writes one self-contained HTML page about what the earlier steps found. */
@Service
public class Report {

    private final Workspace workspace;

    /** Report on a workspace. */
    public Report(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Write the page. Its look is no input: whoever changes the template raises the version of the page. */
    @CachedStep(
            name = "report",
            inputs = {
                "out/dictionary/*.jsonl",
                "out/clean/*/*.summary.json",
                "out/strikes/*.jsonl",
                "out/traffic/*.jsonl",
                "data/raw/SOURCES.md"
            },
            outputDir = "out/report",
            requiredOutputs = "report.html",
            artifactVersions = "page=1")
    public void write() throws IOException {
        String html = PageTemplate.render(ReportPage.of(Findings.read(workspace)));
        Files.createDirectories(workspace.report().toAbsolutePath().getParent());
        Files.writeString(workspace.report(), html);
    }
}
