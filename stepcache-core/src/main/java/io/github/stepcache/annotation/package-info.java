/** The annotation that declares a step; it needs neither Spring nor the rest of the core. */
@NullMarked
package io.github.stepcache.annotation;

import org.jspecify.annotations.NullMarked;
