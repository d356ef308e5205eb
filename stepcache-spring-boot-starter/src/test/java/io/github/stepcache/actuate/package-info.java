@NullMarked
package io.github.stepcache.actuate;

import org.jspecify.annotations.NullMarked;
