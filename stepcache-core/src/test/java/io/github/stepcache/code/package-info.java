/** Tests of what the code of a step is. */
@NullMarked
package io.github.stepcache.code;

import org.jspecify.annotations.NullMarked;
