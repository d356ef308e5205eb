package io.github.stepcache.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The text of {@code docs/spring.md}. */
public final class SpringReference {

    private SpringReference() {}

    /** The examples in one language. */
    public static List<String> examples(String language) {
        return examples("spring.md", language);
    }

    /** The examples in one language on a page. */
    static List<String> examples(String page, String language) {
        return Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(read(Path.of("../docs", page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
