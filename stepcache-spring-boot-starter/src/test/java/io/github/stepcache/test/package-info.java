/** Tests of what applications test with. */
@NullMarked
package io.github.stepcache.test;

import org.jspecify.annotations.NullMarked;
