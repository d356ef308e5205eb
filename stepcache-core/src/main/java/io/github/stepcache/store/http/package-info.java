/** A remote store behind plain HTTP: nginx, bazel-remote, and the like. */
@NullMarked
package io.github.stepcache.store.http;

import org.jspecify.annotations.NullMarked;
