/** What a run of all steps would do, told without running any. */
@NullMarked
package io.github.stepcache.plan;

import org.jspecify.annotations.NullMarked;
