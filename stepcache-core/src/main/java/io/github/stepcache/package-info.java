/**
 * The step cache itself: {@link io.github.stepcache.StepCache} reads the world once into values, decides from those
 * values alone, and acts on the decision.
 */
@NullMarked
package io.github.stepcache;

import org.jspecify.annotations.NullMarked;
