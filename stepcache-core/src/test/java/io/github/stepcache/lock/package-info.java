/** Who may run a step now, tested by itself. */
@NullMarked
package io.github.stepcache.lock;

import org.jspecify.annotations.NullMarked;
