@NullMarked
package io.github.stepcache.demo.dictionary;

import org.jspecify.annotations.NullMarked;
