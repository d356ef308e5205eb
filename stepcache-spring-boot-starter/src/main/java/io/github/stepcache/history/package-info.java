/** What became of the steps that this process was asked for: kept in memory, in bounds, for those who show it. */
@NullMarked
package io.github.stepcache.history;

import org.jspecify.annotations.NullMarked;
