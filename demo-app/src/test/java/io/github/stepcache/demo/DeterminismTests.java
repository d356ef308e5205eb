package io.github.stepcache.demo;

import io.github.stepcache.demo.clean.Cleaning;
import io.github.stepcache.demo.clean.Dataset;
import io.github.stepcache.demo.dictionary.Dictionary;
import io.github.stepcache.demo.dictionary.DictionaryTasklet;
import io.github.stepcache.demo.files.Jsonl;
import io.github.stepcache.demo.files.Workspace;
import io.github.stepcache.demo.report.Report;
import io.github.stepcache.demo.strikes.StrikeStatistics;
import io.github.stepcache.demo.traffic.TrafficStatistics;
import io.github.stepcache.test.CachedStepTester;
import io.github.stepcache.test.StepCacheAssertions;
import io.github.stepcache.test.StepDeterminism;
import io.github.stepcache.test.TemporaryBaseDirectory;
import io.github.stepcache.test.TemporaryStepCache;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Every step writes the same bytes each time, over the real data. */
@SpringBootTest(properties = "spring.batch.job.enabled=false")
@TemporaryStepCache
class DeterminismTests {

    private final CachedStepTester steps;
    private final TemporaryBaseDirectory baseDir;
    private final DictionaryTasklet dictionary;
    private final Cleaning cleaning;
    private final StrikeStatistics strikes;
    private final TrafficStatistics traffic;
    private final Report report;

    @Autowired
    DeterminismTests(
            CachedStepTester steps,
            TemporaryBaseDirectory baseDir,
            DictionaryTasklet dictionary,
            Cleaning cleaning,
            StrikeStatistics strikes,
            TrafficStatistics traffic,
            Report report) {
        this.steps = steps;
        this.baseDir = baseDir;
        this.dictionary = dictionary;
        this.cleaning = cleaning;
        this.strikes = strikes;
        this.traffic = traffic;
        this.report = report;
    }

    @Test
    void everyStepWritesTheSameEachTime() throws Exception {
        baseDir.reset();
        RawData.copyTo(baseDir.path());

        steps.assertDeterministic(dictionary, "execute", null, null);
        for (String dataset : Dataset.titles()) {
            steps.assertDeterministic(cleaning, "clean", dataset);
        }
        steps.assertDeterministic(strikes, "count");
        steps.assertDeterministic(traffic, "count");
        steps.assertDeterministic(report, "write");
    }

    @Test
    void thePipelineWritesTheSameInAnotherProcess() throws Exception {
        StepDeterminism.checkAcrossProcesses(directory -> runAll(RawData.copyTo(directory)));
    }

    @Test
    void allStepsAreIntercepted() {
        StepCacheAssertions.assertIntercepted(dictionary, "execute");
        StepCacheAssertions.assertIntercepted(cleaning, "clean");
        StepCacheAssertions.assertIntercepted(strikes, "count");
        StepCacheAssertions.assertIntercepted(traffic, "count");
        StepCacheAssertions.assertIntercepted(report, "write");
    }

    private static void runAll(Workspace workspace) throws IOException {
        Jsonl.write(workspace.dictionary(), Dictionary.of(workspace.raw()));
        for (String dataset : Dataset.titles()) {
            new Cleaning(workspace).clean(dataset);
        }
        new StrikeStatistics(workspace).count();
        new TrafficStatistics(workspace).count();
        new Report(workspace).write();
    }
}
