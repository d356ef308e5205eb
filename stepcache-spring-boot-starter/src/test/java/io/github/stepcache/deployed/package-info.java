/** What the code of a step is, in whatever way an application is built, packed and started. */
@NullMarked
package io.github.stepcache.deployed;

import org.jspecify.annotations.NullMarked;
