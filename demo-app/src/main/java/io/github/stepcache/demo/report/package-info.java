/** The step that writes one page about what the earlier ones found. */
@NullMarked
package io.github.stepcache.demo.report;

import org.jspecify.annotations.NullMarked;
