/** The step that counts departures by airport and by state. */
@NullMarked
package io.github.stepcache.demo.traffic;

import org.jspecify.annotations.NullMarked;
