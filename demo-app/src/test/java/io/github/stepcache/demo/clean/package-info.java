@NullMarked
package io.github.stepcache.demo.clean;

import org.jspecify.annotations.NullMarked;
