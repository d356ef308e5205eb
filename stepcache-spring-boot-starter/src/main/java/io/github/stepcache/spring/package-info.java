/** Translates {@code @CachedStep} on the methods of Spring beans into calls of the cache. */
@NullMarked
package io.github.stepcache.spring;

import org.jspecify.annotations.NullMarked;
