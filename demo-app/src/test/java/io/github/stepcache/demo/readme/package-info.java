/** Keeps the README honest: what it shows is compiled, and what it lists is there. */
@NullMarked
package io.github.stepcache.demo.readme;

import org.jspecify.annotations.NullMarked;
