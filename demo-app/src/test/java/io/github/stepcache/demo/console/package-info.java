@NullMarked
package io.github.stepcache.demo.console;

import org.jspecify.annotations.NullMarked;
