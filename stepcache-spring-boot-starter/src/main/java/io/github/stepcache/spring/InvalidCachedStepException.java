package io.github.stepcache.spring;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown at startup, or at the first call of a bean that is created later, where {@code @CachedStep} is misused. */
public final class InvalidCachedStepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<StepProblem> problems;

    /**
     * Report misuses.
     *
     * @param problems all that were found; at least one
     */
    public InvalidCachedStepException(List<StepProblem> problems) {
        super(problems.stream()
                .map(problem -> problem + ". " + problem.action())
                .collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /**
     * Tell what is wrong.
     *
     * @return all that was found
     */
    public List<StepProblem> problems() {
        return problems;
    }
}
