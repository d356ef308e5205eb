/** What AspectJ weaves when classes are loaded, tried in a process of its own. */
@NullMarked
package io.github.stepcache.woven;

import org.jspecify.annotations.NullMarked;
