package io.github.stepcache;

/** Why a run that ended well is not remembered; it never leaves the cache. */
final class NotRememberedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    NotRememberedException(String problem) {
        super(problem);
        this.problem = problem;
    }

    String problem() {
        return problem;
    }
}
