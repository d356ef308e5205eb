/** A store in a bucket of S3, or of a server that is compatible; needs the AWS SDK. */
@NullMarked
package io.github.stepcache.store.s3;

import org.jspecify.annotations.NullMarked;
