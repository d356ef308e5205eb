@NullMarked
package io.github.stepcache.demo.files;

import org.jspecify.annotations.NullMarked;
