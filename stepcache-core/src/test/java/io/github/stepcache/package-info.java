/** The contract of the step cache as tests, and what they share. */
@NullMarked
package io.github.stepcache;

import org.jspecify.annotations.NullMarked;
