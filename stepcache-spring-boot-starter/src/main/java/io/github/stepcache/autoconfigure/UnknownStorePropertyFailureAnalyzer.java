package io.github.stepcache.autoconfigure;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Names settings of the store that there are not. Spring Boot's own analyzer shows their values: misspelt, a password. */
final class UnknownStorePropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException>
        implements Ordered {

    private static final ConfigurationPropertyName STORE = ConfigurationPropertyName.of("stepcache.store");

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
        List<ConfigurationPropertyName> unknown = cause.getUnboundProperties().stream()
                .map(property -> property.getName())
                .toList();
        if (unknown.stream().noneMatch(STORE::isAncestorOf)) {
            return null;
        }
        String names = unknown.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return new FailureAnalysis(
                "There is no such configuration property: " + names
                        + ". (Values are not shown, since they may be credentials.) What is set was left unbound.",
                "Correct the name, or remove the property.",
                cause);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
