/** The Actuator endpoint that shows steps, why they ran, and what they would do now. */
@NullMarked
package io.github.stepcache.actuate;

import org.jspecify.annotations.NullMarked;
