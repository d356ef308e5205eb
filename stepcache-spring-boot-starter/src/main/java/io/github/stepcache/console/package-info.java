/** Shows on a terminal how far reading and moving the files of steps has come; needs {@code me.tongfei:progressbar}. */
@NullMarked
package io.github.stepcache.console;

import org.jspecify.annotations.NullMarked;
