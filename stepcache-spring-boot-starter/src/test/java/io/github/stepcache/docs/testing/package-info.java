/** What {@code docs/testing.md} shows, as tests that run. */
@NullMarked
package io.github.stepcache.docs.testing;

import org.jspecify.annotations.NullMarked;
