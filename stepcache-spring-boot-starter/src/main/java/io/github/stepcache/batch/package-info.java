/** The steps of Spring Batch jobs, run through the cache: whole, with their transactions and restarts. */
@NullMarked
package io.github.stepcache.batch;

import org.jspecify.annotations.NullMarked;
