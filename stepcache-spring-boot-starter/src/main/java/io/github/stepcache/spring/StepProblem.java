package io.github.stepcache.spring;

/**
 * One misuse of {@code @CachedStep}.
 *
 * @param where the class and method
 * @param what what is wrong
 * @param action what to do about it
 */
public record StepProblem(String where, String what, String action) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
