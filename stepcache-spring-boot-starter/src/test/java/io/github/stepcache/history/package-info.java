@NullMarked
package io.github.stepcache.history;

import org.jspecify.annotations.NullMarked;
