/** What the inputs and outputs of a step are now: paths found on disk, and the SHA-256 of their content. */
@NullMarked
package io.github.stepcache.fingerprint;

import org.jspecify.annotations.NullMarked;
