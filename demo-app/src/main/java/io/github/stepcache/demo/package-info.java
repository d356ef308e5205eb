/** A small pipeline over real data, in which every step is cached. */
@NullMarked
package io.github.stepcache.demo;

import org.jspecify.annotations.NullMarked;
