@NullMarked
package io.github.stepcache.spring;

import org.jspecify.annotations.NullMarked;
