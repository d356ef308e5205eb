/** How steps hang together: which may read what another one writes, told from their declarations alone. */
@NullMarked
package io.github.stepcache.graph;

import org.jspecify.annotations.NullMarked;
