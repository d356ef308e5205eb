/** JMH benchmarks of the parts. Started by {@code src/benchmark/run primitives}. */
@NullMarked
package io.github.stepcache.benchmark;

import org.jspecify.annotations.NullMarked;
