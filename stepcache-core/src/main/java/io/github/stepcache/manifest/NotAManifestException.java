package io.github.stepcache.manifest;

/** Why the bytes that were found are no manifest. */
final class NotAManifestException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String problem;

    NotAManifestException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong with it, in words. */
    String problem() {
        return problem;
    }
}
