package io.github.stepcache.autoconfigure;

import java.util.Objects;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at startup, without a stack trace, what it takes to share locks with other machines. */
final class SharedLocksMissingFailureAnalyzer extends AbstractFailureAnalyzer<SharedLocksMissingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SharedLocksMissingException cause) {
        return new FailureAnalysis(Objects.requireNonNull(cause.getMessage()), cause.remedy(), cause);
    }
}
