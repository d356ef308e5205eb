package io.github.stepcache.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemsTests {

    static Stream<Arguments> problems() {
        return Stream.of(
                argumentSet("missing", new NoSuchFileException("f"), "there is no such file"),
                argumentSet("forbidden", new AccessDeniedException("f"), "access is denied"),
                argumentSet("file in the way", new NotDirectoryException("f"), "it is not a directory"),
                argumentSet("full", new FileSystemException("f", null, "No space left"), "No space left"),
                argumentSet("two lines", new FileSystemException("f", null, "a\nb"), "a\\nb"),
                argumentSet("only a type", new IOException(), "IOException"),
                argumentSet("other", new IOException("Is a\ndirectory"), "IOException: Is a\\ndirectory"),
                argumentSet("no reason", new DirectoryNotEmptyException("f"), "DirectoryNotEmptyException: f"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void problemIsPutInWordsOnOneLine(IOException problem, String words) {
        assertThat(Problems.inWords(problem)).isEqualTo(words);
    }
}
