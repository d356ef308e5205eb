package io.github.stepcache.woven;

/** What a bean implements with another signature, so that the compiler adds a bridge to it. */
interface Generic<T> {

    Object generic(T value);
}
