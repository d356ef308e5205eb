package io.github.stepcache.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.stepcache.code.CodeFingerprint;
import java.util.Map;
import java.util.Optional;

/**
 * The value of {@code code} in the JSON of a manifest, byte for byte as {@link JsonText} would write it: whoever finds that
 * text need not parse it.
 */
final class CodeJson {

    /** What an entry is mostly no longer than. */
    private static final int LINE = 160;

    private final StringBuilder text;
    private boolean isPlain = true;

    private CodeJson(int methods) {
        this.text = new StringBuilder(LINE * (methods + 1));
    }

    /**
     * Make the text of code that was read without problems.
     *
     * @param code the code
     * @return the text; empty where it has more in it than printable ASCII, of which nothing is escaped or sorts otherwise
     */
    static Optional<byte[]> of(CodeFingerprint code) {
        CodeJson json = new CodeJson(code.methods().size());
        json.write(code);
        return json.isPlain ? Optional.of(json.text.toString().getBytes(US_ASCII)) : Optional.empty();
    }

    private void write(CodeFingerprint code) {
        text.append("{\n    \"kind\": \"");
        add(code.kind());
        text.append("\",\n    \"methods\": {");
        String separator = "\n      \"";
        for (Map.Entry<String, String> method : code.methods().entrySet()) {
            text.append(separator);
            add(method.getKey());
            text.append("\": \"");
            add(method.getValue());
            text.append('"');
            separator = ",\n      \"";
        }
        text.append("\n    }\n  }");
    }

    private void add(String string) {
        for (int i = 0; i < string.length(); i++) {
            char each = string.charAt(i);
            isPlain &= each >= ' ' && each <= '~' && each != '"' && each != '\\';
        }
        text.append(string);
    }
}
