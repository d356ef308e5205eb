/** What a step is: its declaration, its name, and the paths and globs that it is declared with. */
@NullMarked
package io.github.stepcache.step;

import org.jspecify.annotations.NullMarked;
