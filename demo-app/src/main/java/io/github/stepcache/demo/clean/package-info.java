/** The steps that turn each raw CSV file into typed JSON lines. */
@NullMarked
package io.github.stepcache.demo.clean;

import org.jspecify.annotations.NullMarked;
