@NullMarked
package io.github.stepcache.demo.report;

import org.jspecify.annotations.NullMarked;
