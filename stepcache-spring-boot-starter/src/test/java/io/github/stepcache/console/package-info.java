@NullMarked
package io.github.stepcache.console;

import org.jspecify.annotations.NullMarked;
