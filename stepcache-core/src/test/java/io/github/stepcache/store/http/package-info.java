/** Tests of the store behind HTTP, against servers that work and servers that do not. */
@NullMarked
package io.github.stepcache.store.http;

import org.jspecify.annotations.NullMarked;
