/** The end-to-end comparison: us and others on the same data, in turn, as one table. Started by {@code src/benchmark/run}. */
@NullMarked
package io.github.stepcache.comparison;

import org.jspecify.annotations.NullMarked;
