/** Locks that machines share, kept by what Spring Integration knows: Redis, a database, and others. */
@NullMarked
package io.github.stepcache.integration;

import org.jspecify.annotations.NullMarked;
