/** Random applications, of which it is known what their step can reach. */
@NullMarked
package io.github.stepcache.code.random;

import org.jspecify.annotations.NullMarked;
