/** Shows steps to Micrometer: an observation round each, for timers and traces, and counters of what was read and saved. */
@NullMarked
package io.github.stepcache.metrics;

import org.jspecify.annotations.NullMarked;
