package io.github.stepcache.autoconfigure;

import com.samskivert.mustache.Mustache;
import io.github.stepcache.history.StepJournal;
import io.github.stepcache.report.ReportLibraryMissingException;
import io.github.stepcache.report.StepReport;
import io.github.stepcache.spring.DeclaredStep;
import io.github.stepcache.spring.DeclaredSteps;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Writes a report when the application ends, where {@code stepcache.report.file} says where. */
@AutoConfiguration(after = StepCacheAutoConfiguration.class)
@Conditional(StepCacheReportAutoConfiguration.FileIsNamed.class)
public final class StepCacheReportAutoConfiguration {

    /** For the container. */
    StepCacheReportAutoConfiguration() {}

    /** An empty name is none, so that a command line can do without the report that a file of properties asks for. */
    static class FileIsNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("stepcache.report.file"));
        }
    }

    /** With the template engine. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Mustache.class)
    static class WithTemplateEngine {

        @Bean
        @Lazy(false)
        @ConditionalOnMissingBean
        StepReport stepReport(
                StepCacheProperties properties,
                StepJournal journal,
                DeclaredSteps declared,
                ObjectProvider<Clock> clock,
                Environment environment) {
            return new StepReport(
                    environment.getProperty("spring.application.name", "Pipeline"),
                    Path.of(properties.baseDir()),
                    Path.of(Objects.requireNonNull(properties.report().file())), // see FileIsNamed
                    journal,
                    () -> declared.list().stream().map(DeclaredStep::outline).toList(),
                    clock.getIfUnique(Clock::systemUTC));
        }
    }

    /** Without it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("com.samskivert.mustache.Mustache")
    static class WithoutTemplateEngine {

        WithoutTemplateEngine() {
            throw new ReportLibraryMissingException();
        }
    }
}
