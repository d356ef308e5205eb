/** What the code of a step is, tested by itself. */
@NullMarked
package io.github.stepcache.code;

import org.jspecify.annotations.NullMarked;
