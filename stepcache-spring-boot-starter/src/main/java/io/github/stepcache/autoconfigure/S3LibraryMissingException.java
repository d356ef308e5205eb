package io.github.stepcache.autoconfigure;

import org.springframework.beans.factory.BeanInitializationException;

/** A bucket is asked for, and what it needs is not on the class path. */
public final class S3LibraryMissingException extends BeanInitializationException {

    private static final long serialVersionUID = 1L;

    S3LibraryMissingException() {
        super("stepcache.store.remote.s3.bucket is set, and software.amazon.awssdk:s3 is not there");
    }
}
