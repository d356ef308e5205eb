package io.github.stepcache.benchmark;

import io.github.stepcache.manifest.StepManifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Saves a manifest, and compares it with the inputs it was saved for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH fills the fields
public class ManifestBenchmark {

    @Param("100000")
    int entries;

    private TemporaryDirectory directory;
    private SortedMap<String, String> hashes;

    @Setup
    public void saveOnce() throws IOException {
        directory = TemporaryDirectory.create();
        hashes = MadeUpEntries.of(entries);
        save();
    }

    @TearDown
    public void deleteFiles() throws IOException {
        directory.close();
    }

    @Benchmark
    public Path save() throws IOException {
        return StepManifests.save("benchmark", directory.path(), hashes, Map.of(), Map.of());
    }

    @Benchmark
    public boolean compare() {
        return StepManifests.isFresh("benchmark", directory.path(), hashes, Map.of(), List.of());
    }
}
