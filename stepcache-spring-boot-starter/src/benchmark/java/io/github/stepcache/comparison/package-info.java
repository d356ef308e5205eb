/** The part of the comparison with others that needs Spring; the rest is in the core. */
@NullMarked
package io.github.stepcache.comparison;

import org.jspecify.annotations.NullMarked;
