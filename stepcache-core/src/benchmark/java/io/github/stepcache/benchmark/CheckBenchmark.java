package io.github.stepcache.benchmark;

import io.github.stepcache.code.CodeFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
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

/** Checks a step with ten inputs of 10 KiB and one output, and with so many methods, of which nothing changed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@NullUnmarked // JMH fills the fields
public class CheckBenchmark {

    @Param
    SampleStep.Evidence evidence;

    @Param({"0", "200"})
    int methods;

    private TemporaryDirectory base;
    private SampleStep step;

    @Setup
    public void runStep() throws IOException {
        base = TemporaryDirectory.create();
        Path inputs = Files.createDirectory(base.path().resolve("inputs"));
        for (int i = 0; i < 10; i++) {
            byte[] content = new byte[10 << 10];
            new SplittableRandom(i).nextBytes(content);
            Files.write(inputs.resolve("input_" + i), content);
        }
        step = new SampleStep(base.path(), "inputs", evidence, code());
        step.remember();
    }

    private CodeFingerprint code() {
        Map<String, String> hashes = new HashMap<>();
        for (int i = 0; i < methods; i++) {
            hashes.put("com.acme.reports.Dictionary" + i % 20 + ".method" + i, "%064x".formatted(i));
        }
        return methods == 0 ? CodeFingerprint.none() : CodeFingerprint.of("calls 1", hashes);
    }

    @TearDown
    public void deleteFiles() throws IOException {
        base.close();
    }

    @Benchmark
    public String check() throws IOException {
        return step.check();
    }
}
