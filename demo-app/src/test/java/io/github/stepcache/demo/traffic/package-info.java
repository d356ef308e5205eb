@NullMarked
package io.github.stepcache.demo.traffic;

import org.jspecify.annotations.NullMarked;
