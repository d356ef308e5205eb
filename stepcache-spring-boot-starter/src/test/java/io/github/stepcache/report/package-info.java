@NullMarked
package io.github.stepcache.report;

import org.jspecify.annotations.NullMarked;
