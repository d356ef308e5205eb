/** What the code of a step is: its fingerprint, and how it is found in class files. */
@NullMarked
package io.github.stepcache.code;

import org.jspecify.annotations.NullMarked;
