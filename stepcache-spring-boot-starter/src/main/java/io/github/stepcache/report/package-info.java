/** Writes a page about what became of steps, and why; needs {@code com.samskivert:jmustache}. */
@NullMarked
package io.github.stepcache.report;

import org.jspecify.annotations.NullMarked;
