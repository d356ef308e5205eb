@NullMarked
package io.github.stepcache.demo;

import org.jspecify.annotations.NullMarked;
