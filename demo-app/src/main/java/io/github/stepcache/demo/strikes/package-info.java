/** The step that counts wildlife strikes and what they cost. */
@NullMarked
package io.github.stepcache.demo.strikes;

import org.jspecify.annotations.NullMarked;
