@NullMarked
package io.github.stepcache.store.s3;

import org.jspecify.annotations.NullMarked;
