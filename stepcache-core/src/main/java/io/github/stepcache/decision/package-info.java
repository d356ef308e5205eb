/** Whether a step is fresh or stale, and why: pure functions of values, without disk, clock or log. */
@NullMarked
package io.github.stepcache.decision;

import org.jspecify.annotations.NullMarked;
