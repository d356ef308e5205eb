/**
 * The proof of the promise (contract 2 to 6): loops that attack whole processes, real file systems and every byte on
 * record. Those that need more than a JDK are tagged {@code trust} and run with the Maven profile of that name.
 */
@NullMarked
package io.github.stepcache.trust;

import org.jspecify.annotations.NullMarked;
