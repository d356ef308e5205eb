package io.github.stepcache.step;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/** The rule for the names of steps (contract 2): what is safe as a part of a file name on every system. */
public final class StepName {

    private static final int LONGEST_IN_BYTES = 200;

    private StepName() {}

    /**
     * Check a step's name.
     *
     * @param name the name
     * @return the same name
     * @throws IllegalArgumentException if it is not letters and digits of any script, {@code .}, {@code _} and
     *     {@code -}, starting with a letter or digit, in NFC and at most 200 bytes in UTF-8
     */
    public static String check(String name) {
        if (name.isEmpty()) {
            throw refused(name, "it is empty");
        }
        if (!Character.isLetterOrDigit(name.codePointAt(0))) {
            throw refused(name, "it must start with a letter or a digit");
        }
        name.codePoints().filter(point -> !isAllowed(point)).findFirst().ifPresent(point -> {
            throw refused(name, "it contains " + Quoted.of(Character.toString(point)));
        });
        if (!Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
            throw refused(name, "it is not in Unicode normal form NFC");
        }
        int bytes = name.getBytes(UTF_8).length;
        if (bytes > LONGEST_IN_BYTES) {
            throw refused(name, "it has " + bytes + " bytes in UTF-8, more than " + LONGEST_IN_BYTES);
        }
        return name;
    }

    private static boolean isAllowed(int point) {
        return Character.isLetterOrDigit(point) || point == '.' || point == '_' || point == '-';
    }

    private static IllegalArgumentException refused(String name, String why) {
        return new IllegalArgumentException("Step name " + Quoted.of(name) + " is refused: " + why
                + ". A step's name is made of letters, digits, '.', '_' and '-', and starts with a letter or digit.");
    }
}
