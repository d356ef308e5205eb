@NullMarked
package io.github.stepcache.integration;

import org.jspecify.annotations.NullMarked;
