/** Who may run a step now: one thread of one process, and perhaps of one machine, whoever asks. */
@NullMarked
package io.github.stepcache.lock;

import org.jspecify.annotations.NullMarked;
