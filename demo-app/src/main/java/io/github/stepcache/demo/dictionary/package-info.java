/** The step that profiles every column of every raw file. */
@NullMarked
package io.github.stepcache.demo.dictionary;

import org.jspecify.annotations.NullMarked;
