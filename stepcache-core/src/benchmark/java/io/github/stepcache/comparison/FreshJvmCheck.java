package io.github.stepcache.comparison;

import io.github.stepcache.benchmark.SampleStep;
import java.io.IOException;
import java.nio.file.Path;

/** A plain Java program that does one check and ends: {@code FreshJvmCheck BASE INPUTS}. */
final class FreshJvmCheck {

    private FreshJvmCheck() {}

    public static void main(String[] arguments) throws IOException {
        new SampleStep(Path.of(arguments[0]), arguments[1], SampleStep.Evidence.INDEX).check();
    }
}
