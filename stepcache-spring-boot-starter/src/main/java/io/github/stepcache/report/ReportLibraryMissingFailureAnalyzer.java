package io.github.stepcache.report;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at startup, without a stack trace, what a report needs. */
final class ReportLibraryMissingFailureAnalyzer extends AbstractFailureAnalyzer<ReportLibraryMissingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ReportLibraryMissingException cause) {
        return new FailureAnalysis(
                "'stepcache.report.file' is set, but the template engine that the report is made with is not on the"
                        + " class path.",
                "Add the dependency com.samskivert:jmustache, whose version Spring Boot manages, or remove the"
                        + " property.",
                cause);
    }
}
