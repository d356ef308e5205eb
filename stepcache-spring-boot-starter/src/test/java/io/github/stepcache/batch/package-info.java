@NullMarked
package io.github.stepcache.batch;

import org.jspecify.annotations.NullMarked;
