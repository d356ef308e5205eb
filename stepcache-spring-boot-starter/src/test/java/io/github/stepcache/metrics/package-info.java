@NullMarked
package io.github.stepcache.metrics;

import org.jspecify.annotations.NullMarked;
