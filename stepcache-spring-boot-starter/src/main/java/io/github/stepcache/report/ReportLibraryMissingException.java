package io.github.stepcache.report;

import org.springframework.beans.factory.BeanInitializationException;

/** A report is asked for, and what it needs is not on the class path. */
public final class ReportLibraryMissingException extends BeanInitializationException {

    private static final long serialVersionUID = 1L;

    /** For the template engine, the only library that it needs. */
    public ReportLibraryMissingException() {
        super("stepcache.report.file is set, and com.samskivert:jmustache, which the report needs, is not there");
    }
}
