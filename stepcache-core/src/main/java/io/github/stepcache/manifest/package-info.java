/** What a step's last run left on record: the manifest, how it is written so that it survives, and how it is read. */
@NullMarked
package io.github.stepcache.manifest;

import org.jspecify.annotations.NullMarked;
