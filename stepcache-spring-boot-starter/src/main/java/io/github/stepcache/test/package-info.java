/**
 * For the tests of applications that use the cache: assertions (with AssertJ), a temporary base directory and questions to
 * the steps of beans (with Spring's test support), a check that a step writes the same each time, and a rule against calls
 * that bypass the cache (with ArchUnit). Nothing else of the starter uses what is here, nor these libraries.
 */
@NullMarked
package io.github.stepcache.test;

import org.jspecify.annotations.NullMarked;
