package io.github.stepcache.spring;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at startup, without a stack trace, which {@code @CachedStep} methods cannot work and what to do. */
final class InvalidCachedStepFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCachedStepException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidCachedStepException cause) {
        return analysis(cause, cause);
    }

    /** Describe problems, whatever it was that failed on them. */
    static FailureAnalysis analysis(InvalidCachedStepException invalid, Throwable cause) {
        List<StepProblem> problems = invalid.problems();
        String description = "@CachedStep cannot work on " + (problems.size() == 1 ? "a method" : "some methods") + ":"
                + lines(problems.stream().map(StepProblem::toString).toList());
        String action = problems.size() == 1
                ? problems.get(0).action()
                : "For each of them:"
                        + lines(problems.stream()
                                .map(problem -> problem.where() + ": " + problem.action())
                                .distinct()
                                .toList());
        return new FailureAnalysis(description, action, cause);
    }

    private static String lines(List<String> items) {
        return items.stream()
                .map(item -> System.lineSeparator() + "    - " + item)
                .collect(Collectors.joining());
    }
}
