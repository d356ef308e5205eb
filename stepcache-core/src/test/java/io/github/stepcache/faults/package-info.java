/** A file system that fails on demand, to see what the cache does about it. */
@NullMarked
package io.github.stepcache.faults;

import org.jspecify.annotations.NullMarked;
