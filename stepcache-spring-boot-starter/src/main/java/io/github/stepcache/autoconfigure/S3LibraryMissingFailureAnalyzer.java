package io.github.stepcache.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at startup, without a stack trace, what a store in a bucket needs. */
final class S3LibraryMissingFailureAnalyzer extends AbstractFailureAnalyzer<S3LibraryMissingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, S3LibraryMissingException cause) {
        return new FailureAnalysis(
                "'stepcache.store.remote.s3.bucket' is set, but the AWS SDK is not on the class path.",
                "Add the dependency software.amazon.awssdk:s3, version 2.57 or later, or remove the property.",
                cause);
    }
}
