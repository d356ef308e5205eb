/** What earlier runs left, kept by what they depended on, so that it comes back without running anything. */
@NullMarked
package io.github.stepcache.store;

import org.jspecify.annotations.NullMarked;
