package io.github.stepcache.actuate;

import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.spring.Workspace;

/** Two steps, one of which reads what the other one writes, and needs an argument. */
class Pipeline {

    private final Workspace work;

    Pipeline(Workspace work) {
        this.work = work;
    }

    @CachedStep(name = "clean", inputs = "raw", outputDir = "out/clean", requiredOutputs = "rows.csv")
    public void clean() {
        work.run("clean", work.dir().resolve("out/clean/rows.csv").toString());
    }

    @CachedStep(
            name = "report-#{#year}",
            inputs = "out/clean/rows.csv",
            outputDir = "out/report/#{#year}",
            requiredOutputs = "report.html")
    public String report(int year) {
        work.run(
                "report",
                work.dir().resolve("out/report/" + year + "/report.html").toString());
        return "report of " + year;
    }

    @CachedStep(
            name = "export-#{#year}",
            outputDir = "out/export/#{#year}",
            condition = "#{#year > 2000}",
            parameters = CachedStep.NO_PARAMETERS)
    public void export(int year) {
        work.run("export");
    }
}
