/** Keeps the README honest. It lies outside of the demo, which would take the examples for steps of its own. */
@NullMarked
package io.github.stepcache.readme;

import org.jspecify.annotations.NullMarked;
