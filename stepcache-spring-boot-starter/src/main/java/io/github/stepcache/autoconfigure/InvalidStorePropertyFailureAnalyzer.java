package io.github.stepcache.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Explains at startup which setting of the store is wrong. Spring Boot's own analyzers would show its value. */
final class InvalidStorePropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidStorePropertyException>
        implements Ordered {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidStorePropertyException cause) {
        return new FailureAnalysis(
                "The value of the configuration property '" + cause.property() + "' is refused. " + cause.reason()
                        + " (The value is not shown, since it may hold a credential.)",
                "Correct the property, or remove it.",
                cause);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
