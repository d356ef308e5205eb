package io.github.stepcache.comparison;

import io.github.stepcache.StepCache;
import io.github.stepcache.annotation.CachedStep;
import io.github.stepcache.step.StepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * What a call of a fresh step through Spring takes longer than {@link StepCache#check} of the same step: {@code SpringCall
 * BASE INPUTS SECONDS}, in a JVM that has done both for so many seconds. Prints the median in seconds.
 */
public final class SpringCall {

    private static final int CALLS = 2000;
    private static final int MEASUREMENTS = 11;
    private static final String OUTPUTS = "out/spring-call";

    private SpringCall() {}

    public static void main(String[] arguments) throws IOException {
        String inputs = arguments[1];
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(
                        "stepcache.base-dir=" + arguments[0],
                        "inputs=" + inputs,
                        "logging.level.root=warn",
                        "spring.main.banner-mode=off")
                .run()) {
            Step step = context.getBean(Step.class);
            StepCache cache = context.getBean(StepCache.class);
            StepSpec spec = StepSpec.named("spring-call")
                    .inputs(inputs)
                    .outputDir(Path.of(OUTPUTS))
                    .requiredOutputs("done.txt")
                    .build();
            step.call();
            int runs = step.runs();
            Work call = step::call;
            Work check = () -> {
                if (!cache.check(spec).isFresh()) {
                    throw new IOException(
                            "The step is not fresh: " + cache.check(spec).describe());
                }
            };
            double seconds = measure(call, check, Double.parseDouble(arguments[2]));
            if (step.runs() != runs) {
                throw new IOException("The step is not fresh: it ran " + (step.runs() - runs) + " times");
            }
            System.out.println(seconds + " fresh");
        }
    }

    private static double measure(Work call, Work check, double warmUpSeconds) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < warmUpSeconds * 1e9) {
            call.doIt();
            check.doIt();
        }
        double[] differences = new double[MEASUREMENTS];
        for (int i = 0; i < MEASUREMENTS; i++) {
            differences[i] = secondsOf(call) - secondsOf(check);
        }
        Arrays.sort(differences);
        return differences[MEASUREMENTS / 2];
    }

    private static double secondsOf(Work work) throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            work.doIt();
        }
        return (System.nanoTime() - start) / 1e9 / CALLS;
    }

    private interface Work {
        void doIt() throws IOException;
    }

    /** An application with one step. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Step step(Environment environment) {
            return new Step(Path.of(environment.getRequiredProperty("stepcache.base-dir")));
        }
    }

    /** A step that leaves one small file. */
    static class Step {

        private final Path base;
        private int runs;

        Step(Path base) {
            this.base = base;
        }

        @CachedStep(name = "spring-call", inputs = "${inputs}", outputDir = OUTPUTS, requiredOutputs = "done.txt")
        public void call() throws IOException {
            runs++;
            Files.writeString(base.resolve(OUTPUTS).resolve("done.txt"), "done");
        }

        /** How often it ran. */
        public int runs() {
            return runs;
        }
    }
}
