@NullMarked
package io.github.stepcache.demo.strikes;

import org.jspecify.annotations.NullMarked;
