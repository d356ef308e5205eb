@NullMarked
package io.github.stepcache.autoconfigure;

import org.jspecify.annotations.NullMarked;
