@NullMarked
package io.github.stepcache.spring.other;

import org.jspecify.annotations.NullMarked;
