/** Where the demo's files are, and how their lines are read and written. */
@NullMarked
package io.github.stepcache.demo.files;

import org.jspecify.annotations.NullMarked;
