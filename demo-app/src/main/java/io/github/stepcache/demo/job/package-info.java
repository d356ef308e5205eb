/** The Spring Batch job that calls the steps in order. */
@NullMarked
package io.github.stepcache.demo.job;

import org.jspecify.annotations.NullMarked;
