/** The table that the console shows at the end of a run. */
@NullMarked
package io.github.stepcache.demo.console;

import org.jspecify.annotations.NullMarked;
