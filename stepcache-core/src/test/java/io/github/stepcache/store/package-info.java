/** Tests of the store of outputs, and what other tests need to attack one. */
@NullMarked
package io.github.stepcache.store;

import org.jspecify.annotations.NullMarked;
