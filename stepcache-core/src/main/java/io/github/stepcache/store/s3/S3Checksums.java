package io.github.stepcache.store.s3;

/** When requests have checksums of the newer kinds, which older servers do not know. */
public enum S3Checksums {
    /** Wherever the AWS SDK can; these come behind what is sent in chunks. */
    WHEN_SUPPORTED,
    /** Only where the protocol asks for it, and what is sent is not in chunks. */
    WHEN_REQUIRED
}
