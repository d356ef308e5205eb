/** What {@code docs/sharing.md} shows of locks. */
@NullMarked
package io.github.stepcache.docs.sharing;

import org.jspecify.annotations.NullMarked;
