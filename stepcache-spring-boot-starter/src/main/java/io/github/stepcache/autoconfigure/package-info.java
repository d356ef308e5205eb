/** Sets the cache up in a Spring Boot application, from its properties. */
@NullMarked
package io.github.stepcache.autoconfigure;

import org.jspecify.annotations.NullMarked;
