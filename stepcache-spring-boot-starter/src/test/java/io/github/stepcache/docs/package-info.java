/** What {@code docs/spring.md} shows. */
@NullMarked
package io.github.stepcache.docs;

import org.jspecify.annotations.NullMarked;
