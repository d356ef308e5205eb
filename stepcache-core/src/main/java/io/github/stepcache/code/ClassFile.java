package io.github.stepcache.code;

import java.util.Optional;

/**
 * A class file as it was read.
 *
 * @param bytes its content
 * @param problem why it may not be what runs, in words
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassFile(byte[] bytes, Optional<String> problem) {}
